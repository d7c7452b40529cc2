/**
 * Makes search work from file://, where a browser starts a worker from a Blob but not from a file.
 *
 * It replaces `Worker` before page/queries.ts does, because the theme has the search worker started from a file.
 */

/** The theme's search worker as text, defined by bundle.py. */
declare const SEARCH_WORKER: string;

const workerScript = new Blob([SEARCH_WORKER], { type: "text/javascript" });

window.Worker = class extends Worker {
  constructor(address: string | URL, options?: WorkerOptions) {
    super(String(address).startsWith("blob:") ? address : URL.createObjectURL(workerScript), options);
  }
};
