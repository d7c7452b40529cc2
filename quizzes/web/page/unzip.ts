/** Reads a zip in small pieces, so that a zip bomb can neither fill the memory nor block the page. */

import { Inflate, Unzip, type AsyncFlateStreamHandler, type UnzipDecoder, type UnzipDecoderConstructor } from "fflate";

/** Bytes of the zip that are read at once. */
const READ_BYTES = 32_768;
/** Compressed bytes that are inflated at once. The result may be a thousand times as large. */
const INFLATE_BYTES = 512;

/** The compression methods that are supported. */
const STORED = 0;
const DEFLATED = 8;

/** A file's first bytes, and whether it has more. A damaged file has none. */
export interface Unzipped {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  more: boolean;
}

/**
 * Yield every file of a zip in order. Only `wanted` files are inflated, up to `maxBytes` each.
 *
 * `onRead` is called with the number of zip bytes just read. Throws if it is not a zip. If the zip is truncated, throws
 * after yielding its complete files.
 */
export async function* unzip(
  zip: Blob,
  wanted: (name: string) => boolean,
  maxBytes: number,
  onRead: (bytes: number) => void,
): AsyncGenerator<Unzipped> {
  const done: Unzipped[] = [];
  let hasEntry = false;
  const unzipper = new Unzip((file) => {
    hasEntry = true;
    const decoder = new LimitedDecoder(file.compression, wanted(file.name) ? maxBytes : 0, (bytes, more) => {
      done.push({ name: file.name, bytes, more });
    });
    // Every file needs a decoder for its method, because the library keeps bytes that no decoder takes.
    unzipper.register(decoderClass(decoder, file.compression));
    file.ondata = () => decoder.push(new Uint8Array(), true); // called only for empty files
    file.start();
  });
  for (let start = 0; start < zip.size; start += READ_BYTES) {
    const bytes = new Uint8Array(await zip.slice(start, start + READ_BYTES).arrayBuffer());
    let damaged: unknown = null;
    try {
      unzipper.push(bytes, start + READ_BYTES >= zip.size);
    } catch (error) {
      damaged = error;
    }
    yield* done.splice(0);
    if (damaged !== null) throw damaged;
    onRead(bytes.length);
  }
  if (!hasEntry) throw new Error("not a zip file");
}

/** Wrap a decoder as a class, because the library constructs the decoder itself. */
function decoderClass(decoder: LimitedDecoder, compression: number): UnzipDecoderConstructor {
  const constructor = function (): LimitedDecoder {
    return decoder;
  };
  return Object.assign(constructor as unknown as new () => LimitedDecoder, { compression });
}

/** Decodes the first bytes of one file as the library passes on its compressed bytes. */
class LimitedDecoder implements UnzipDecoder {
  /** The library sets this callback; decoded bytes do not go through it. */
  ondata: AsyncFlateStreamHandler = () => undefined;
  #compression: number;
  #wanted: boolean;
  #bytesLeft: number;
  #onDone: ((bytes: Uint8Array<ArrayBuffer>, more: boolean) => void) | null;
  #parts: Uint8Array[] = [];
  #inflate = new Inflate((part) => this.#append(part));

  /** Calls `onDone` once, with at most `maxBytes` bytes. With `maxBytes` 0, nothing is inflated. */
  constructor(compression: number, maxBytes: number, onDone: (bytes: Uint8Array<ArrayBuffer>, more: boolean) => void) {
    this.#compression = compression;
    this.#wanted = maxBytes > 0;
    this.#bytesLeft = maxBytes;
    this.#onDone = onDone;
  }

  push(compressed: Uint8Array, final: boolean): void {
    try {
      for (let start = 0; start < compressed.length && this.#onDone; start += INFLATE_BYTES) {
        const piece = compressed.subarray(start, start + INFLATE_BYTES);
        if (this.#compression === STORED || !this.#wanted) this.#append(piece);
        else if (this.#compression === DEFLATED) this.#inflate.push(piece);
        else throw new Error("unsupported compression method");
      }
      // The final push throws if the file is truncated.
      if (final && this.#onDone && this.#compression === DEFLATED) this.#inflate.push(new Uint8Array(), true);
      if (final) this.#finish(false);
    } catch {
      this.#parts = [];
      this.#finish(false);
    }
  }

  #append(part: Uint8Array): void {
    const start = part.slice(0, this.#bytesLeft);
    this.#bytesLeft -= start.length;
    this.#parts.push(start);
    if (start.length < part.length) this.#finish(true);
  }

  #finish(more: boolean): void {
    const bytes = new Uint8Array(this.#parts.reduce((sum, part) => sum + part.length, 0));
    let offset = 0;
    for (const part of this.#parts) {
      bytes.set(part, offset);
      offset += part.length;
    }
    this.#onDone?.(bytes, more);
    this.#onDone = null;
    this.#parts = [];
  }
}
