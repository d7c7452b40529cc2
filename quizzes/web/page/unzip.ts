/** The files of a zip, piece by piece: what a small zip unfolds to can neither fill the memory nor hold up the page. */

import { Inflate, Unzip, type AsyncFlateStreamHandler, type UnzipDecoder, type UnzipDecoderConstructor } from "fflate";

/** Bytes that are read at once, and that are unfolded at once; these may become a thousand times as many. */
const READ = 32_768;
const UNFOLDED = 512;

/** What a zip's files are packed with, of those ways that records are. */
const STORED = 0;
const DEFLATED = 8;

/** A file's first bytes, and whether there are more of them; a damaged one has none. */
export interface Unzipped {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  more: boolean;
}

/**
 * Every file of a zip in its order; only `wanted` ones are unfolded, and none beyond `most` bytes. `read` hears how
 * many bytes of the zip are done with. Throws for what is no zip, or ends too soon, when all that it has was given.
 */
export async function* unzipped(
  zip: Blob,
  wanted: (name: string) => boolean,
  most: number,
  read: (bytes: number) => void,
): AsyncGenerator<Unzipped> {
  const done: Unzipped[] = [];
  let found = false;
  const unzip = new Unzip((file) => {
    found = true;
    const tell = (bytes: Uint8Array<ArrayBuffer>, more: boolean): void => void done.push({ name: file.name, bytes, more });
    const unfolding = new Unfolding(file.compression, wanted(file.name) ? most : 0, tell);
    // Each file's own: whatever it is packed with, somebody has to take its bytes, or they would be kept.
    unzip.register(decoder(unfolding, file.compression));
    file.ondata = () => unfolding.push(new Uint8Array(), true); // heard of what is empty alone
    file.start();
  });
  for (let start = 0; start < zip.size; start += READ) {
    const bytes = new Uint8Array(await zip.slice(start, start + READ).arrayBuffer());
    let damaged: unknown = null;
    try {
      unzip.push(bytes, start + READ >= zip.size);
    } catch (error) {
      damaged = error;
    }
    yield* done.splice(0);
    if (damaged !== null) throw damaged;
    read(bytes.length);
  }
  if (!found) throw new Error("no zip");
}

/** The library makes an object for each file; this is made already. */
function decoder(unfolding: Unfolding, compression: number): UnzipDecoderConstructor {
  const make = function (): Unfolding {
    return unfolding;
  };
  return Object.assign(make as unknown as new () => Unfolding, { compression });
}

/** One file, as the library hands over its packed bytes. */
class Unfolding implements UnzipDecoder {
  /** The library's own, which it sets; what is unfolded does not go through it. */
  ondata: AsyncFlateStreamHandler = () => undefined;
  #compression: number;
  #wanted: boolean;
  #left: number;
  #done: ((bytes: Uint8Array<ArrayBuffer>, more: boolean) => void) | null;
  #parts: Uint8Array[] = [];
  #inflate = new Inflate((part) => this.#take(part));

  /** `done` is told the first `most` bytes, once; with 0, nothing is unfolded. */
  constructor(compression: number, most: number, done: (bytes: Uint8Array<ArrayBuffer>, more: boolean) => void) {
    this.#compression = compression;
    this.#wanted = most > 0;
    this.#left = most;
    this.#done = done;
  }

  push(packed: Uint8Array, final: boolean): void {
    try {
      for (let at = 0; at < packed.length && this.#done; at += UNFOLDED) {
        const piece = packed.subarray(at, at + UNFOLDED);
        if (this.#compression === STORED || !this.#wanted) this.#take(piece);
        else if (this.#compression === DEFLATED) this.#inflate.push(piece);
        else throw new Error("packed in a way that no record is");
      }
      // Throws where there ought to be more.
      if (final && this.#done && this.#compression === DEFLATED) this.#inflate.push(new Uint8Array(), true);
      if (final) this.#end(false);
    } catch {
      this.#parts = [];
      this.#end(false);
    }
  }

  #take(part: Uint8Array): void {
    const kept = part.slice(0, this.#left);
    this.#left -= kept.length;
    this.#parts.push(kept);
    if (kept.length < part.length) this.#end(true);
  }

  #end(more: boolean): void {
    const bytes = new Uint8Array(this.#parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of this.#parts) {
      bytes.set(part, at);
      at += part.length;
    }
    this.#done?.(bytes, more);
    this.#done = null;
    this.#parts = [];
  }
}
