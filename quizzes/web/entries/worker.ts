/**
 * The worker: loads the image, in which Python has started already, and passes every request to the engine in it.
 *
 * The image is gzip with the extension .bin, because schools' servers neither compress nor know the type of .wasm.
 */

import { startPython } from "../engine/python";
import { serve, reportLoading, type Handle } from "../engine/serve";

/** Name of the image's file in the worker's folder, defined by bundle.py. */
declare const PYTHON_FILE: string;

serve(start());

async function start(): Promise<Handle> {
  try {
    return await startPython(await compile(await download()));
  } catch (error) {
    throw new Error(`${PYTHON_FILE} could not be used: ${String(error)}`);
  }
}

/** Compile a gzip file while it downloads. The CRC-32 makes this fail if the file is truncated or damaged. */
function compile(file: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<WebAssembly.Module> {
  let bytes = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      reportLoading((bytes += chunk.byteLength));
      controller.enqueue(chunk);
    },
  });
  const module = file.pipeThrough(counted).pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compileStreaming(new Response(module, { headers: { "content-type": "application/wasm" } }));
}

async function download(): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  // A worker made from a Blob cannot fetch files, so the page sends the image.
  if (self.location.protocol === "blob:") return new Blob([decode(await firstMessage())]).stream();
  const response = await fetch(new URL(PYTHON_FILE, self.location.href));
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
  return response.body;
}

/** Wait for the page to send the image, in base64. */
function firstMessage(): Promise<string> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent<string>): void => {
      event.stopImmediatePropagation(); // this message is not a request
      resolve(event.data);
    };
    self.addEventListener("message", receive, { once: true });
  });
}

/** Decode base64. `Uint8Array.from` with a function would take ten times as long. */
function decode(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}
