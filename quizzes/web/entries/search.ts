/**
 * Search from a folder. From file:// a browser starts no worker out of a file, but one out of a Blob it does: so this
 * takes the place of `Worker` for the theme's script, which asks for the one worker that does the searching.
 */

/** The text of the theme's search worker, given by bundle.py. */
declare const SEARCH_WORKER: string;

const text = new Blob([SEARCH_WORKER], { type: "text/javascript" });

window.Worker = class extends Worker {
  constructor(address: string | URL, options?: WorkerOptions) {
    super(String(address).startsWith("blob:") ? address : URL.createObjectURL(text), options);
  }
};
