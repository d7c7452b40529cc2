/**
 * The worker: starts Python, then passes every request to the engine. No other file uses Pyodide.
 *
 * This script is small so that the downloads start at once. Pyodide's own script follows; bundle.py makes it from
 * pyodide.asm.js and pyodide.js.
 *
 * The runtime's other two files are gzip with the extension .bin, because schools' servers neither compress nor know
 * the type of .wasm. Pyodide requests them with `fetch`, which is replaced here and answers from the downloads.
 */

import { Refused, serve, reportLoading, type Handle } from "../engine/serve";

/** Names of files in the worker's folder, defined by bundle.py. */
declare const PYODIDE_FILE: string;
declare const WASM_FILE: string;
declare const LIBRARY_FILE: string;

/** The lock file's `info`, defined by bundle.py. The list of packages is left out because none is ever loaded. */
declare const LOCK_INFO: Record<string, string>;

// A worker made from a Blob cannot fetch files, so the page sends them.
const embeddedFiles = self.location.protocol === "blob:" ? firstMessage() : null;
// Compilation starts while the file downloads.
const compiled = WebAssembly.compileStreaming(
  download(WASM_FILE).then((stream) => new Response(stream, { headers: { "content-type": "application/wasm" } })),
);
const library = download(LIBRARY_FILE).then((stream) => new Response(stream).arrayBuffer());
// Without a handler from the start, an early failure would be an uncaught rejection.
for (const promise of [compiled, library]) promise.catch(() => {});

interface Pyodide {
  pyimport(name: string): { handle: Handle };
}
declare function importScripts(address: string): void;
declare function loadPyodide(options: {
  args: string[];
  indexURL: string;
  stdLibURL: string;
  lockFileContents: { info: Record<string, string>; packages: Record<string, never> };
}): Promise<Pyodide>;

// No request ever reaches this address, because `fetchFromMemory` answers. RFC 2606 reserves .invalid.
const RUNTIME = "http://runtime.invalid/";

serve(start());

/** Wait for the page to send the files, in base64 by name. */
function firstMessage(): Promise<Record<string, string>> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent<Record<string, string>>): void => {
      event.stopImmediatePropagation(); // this message is not a request
      resolve(event.data);
    };
    self.addEventListener("message", receive, { once: true });
  });
}

async function bytesOf(file: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  if (embeddedFiles) {
    const text = atob((await embeddedFiles)[file] ?? "");
    return new Blob([Uint8Array.from(text, (character) => character.charCodeAt(0))]).stream();
  }
  const response = await fetch(new URL(file, self.location.href));
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
  return response.body;
}

/** Decompress a gzip file as it downloads. The CRC-32 makes the stream fail if the file is truncated or damaged. */
async function download(file: string): Promise<ReadableStream<Uint8Array>> {
  const stream = await bytesOf(file);
  let bytes = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      reportLoading((bytes += chunk.byteLength));
      controller.enqueue(chunk);
    },
  });
  return stream.pipeThrough(counted).pipeThrough(new DecompressionStream("gzip"));
}

/** Start Python and return the engine's entry point. Rejects with a reason, whatever goes wrong. */
function start(): Promise<Handle> {
  return new Promise((resolve, reject) => {
    const failed = (source: string) => (error: unknown) =>
      reject(new Error(`${source} could not be used: ${String(error)}`));
    // If either file fails, Pyodide only prints a message and waits for ever, so both are watched here.
    library.catch(failed(LIBRARY_FILE));
    // Pyodide also leaves some promises of its own without a handler.
    self.addEventListener("unhandledrejection", (event) => failed("Python")(event.reason));
    WebAssembly.instantiateStreaming = async (_source, imports) => {
      try {
        const module = await compiled;
        return { module, instance: await WebAssembly.instantiate(module, imports) };
      } catch (error) {
        failed(WASM_FILE)(error);
        throw error;
      }
    };
    try {
      // In an embedded runtime, Pyodide's script has run before this one.
      if (!embeddedFiles) importScripts(new URL(PYODIDE_FILE, self.location.href).href);
    } catch (error) {
      failed(PYODIDE_FILE)(error);
      return;
    }
    self.fetch = fetchFromMemory;
    loadPyodide({
      args: ["-S"], // skips the module `site`, because there are no package folders
      indexURL: RUNTIME,
      stdLibURL: RUNTIME + LIBRARY_FILE,
      lockFileContents: { info: LOCK_INFO, packages: {} },
    })
      .then((pyodide) => resolve(withRefusals(pyodide.pyimport("quizzes.engine.api").handle)))
      .catch(failed("Python"));
  });
}

/** Replaces `fetch` for Pyodide: returns its files from memory and never uses the network. */
async function fetchFromMemory(input: RequestInfo | URL): Promise<Response> {
  switch (String(input)) {
    case RUNTIME + "pyodide.asm.wasm":
      return new Response(); // instantiateStreaming, above, supplies the module
    case RUNTIME + LIBRARY_FILE:
      // `start` has reported any failure, and Pyodide would leave a rejection uncaught.
      return new Response(await library.catch(() => new Promise<never>(() => {})));
    default:
      throw new TypeError(`the engine may not fetch ${String(input)}`);
  }
}

/** Turn Python exceptions into Refused, so that they can be told from a crash of Python itself. */
function withRefusals(handle: Handle): Handle {
  return (request) => {
    try {
      return handle(request);
    } catch (error) {
      // A PythonError's message is a traceback; its last line is the exception.
      if (error instanceof Error && error.name === "PythonError") {
        const line = error.message.trimEnd().split("\n").at(-1) ?? "";
        // A WireError is written as "quizzes.engine.errors.WireError: future: the file has version 2".
        throw new Refused(/^quizzes\.[\w.]+: ([\w-]+): /.exec(line)?.[1] ?? "", line);
      }
      throw error;
    }
  };
}
