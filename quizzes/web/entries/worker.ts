/**
 * The worker: starts Python, then hands every request to the engine. The only file that knows Pyodide.
 *
 * Small, so that the downloads begin at once; then comes Pyodide's own script, which bundle.py puts
 * together of pyodide.asm.js and pyodide.js. The runtime's two other files are gzip under the extension .bin,
 * because schools' servers neither compress nor know the type of .wasm; Pyodide asks for them by `fetch`, which
 * answers from the downloads begun here.
 */

import { Refused, serve, tellLoading, type Handle } from "../engine/serve";

/** File names beside the worker's own, given by bundle.py. */
declare const PYODIDE_FILE: string;
declare const WASM_FILE: string;
declare const LIBRARY_FILE: string;

// The lock file's `info`, given by bundle.py. Its list of packages is left out: none is ever loaded.
declare const LOCK_INFO: Record<string, string>;

// A worker out of a Blob can fetch nothing: the page hands it everything.
const handed = self.location.protocol === "blob:" ? firstMessage() : null;
// Compiled while it comes in.
const compiled = WebAssembly.compileStreaming(
  download(WASM_FILE).then((stream) => new Response(stream, { headers: { "content-type": "application/wasm" } })),
);
const library = download(LIBRARY_FILE).then((stream) => new Response(stream).arrayBuffer());
// Heard here at once, or a failure before anything waits for them would be an uncaught one.
for (const each of [compiled, library]) each.catch(() => {});

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

// Nothing is ever asked of this address: `fetch` below answers for it. (.invalid is reserved: RFC 2606.)
const RUNTIME = "http://runtime.invalid/";

serve(start());

/** The files that the page hands over, in base64 by their names. */
function firstMessage(): Promise<Record<string, string>> {
  return new Promise((resolve) => {
    const hear = (event: MessageEvent<Record<string, string>>): void => {
      event.stopImmediatePropagation(); // it is no request
      resolve(event.data);
    };
    self.addEventListener("message", hear, { once: true });
  });
}

async function bytesOf(file: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  if (handed) {
    const text = atob((await handed)[file] ?? "");
    return new Blob([Uint8Array.from(text, (character) => character.charCodeAt(0))]).stream();
  }
  const response = await fetch(new URL(file, self.location.href));
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
  return response.body;
}

/** A gzip file's content; its CRC-32 makes the stream fail where the file is cut short or a bit is changed. */
async function download(file: string): Promise<ReadableStream<Uint8Array>> {
  const stream = await bytesOf(file);
  let bytes = 0;
  const heard = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      tellLoading((bytes += chunk.byteLength));
      controller.enqueue(chunk);
    },
  });
  return stream.pipeThrough(heard).pipeThrough(new DecompressionStream("gzip"));
}

/** Start Python and find the engine's one entry. Rejects with a reason, whatever goes wrong. */
function start(): Promise<Handle> {
  return new Promise((resolve, reject) => {
    const failed = (what: string) => (error: unknown) =>
      reject(new Error(`${what} could not be used: ${String(error)}`));
    // Pyodide only prints when either file cannot be had, and then waits for ever: so each is watched here.
    library.catch(failed(LIBRARY_FILE));
    // The same where it makes something small of its own on the way, and nothing waits for that.
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
      // Handed over too, it has run before this script.
      if (!handed) importScripts(new URL(PYODIDE_FILE, self.location.href).href);
    } catch (error) {
      failed(PYODIDE_FILE)(error);
      return;
    }
    self.fetch = answer;
    loadPyodide({
      args: ["-S"], // no module `site`: there are no folders of packages to look for
      indexURL: RUNTIME,
      stdLibURL: RUNTIME + LIBRARY_FILE,
      lockFileContents: { info: LOCK_INFO, packages: {} },
    })
      .then((pyodide) => resolve(refusing(pyodide.pyimport("quizzes.engine.wire").handle)))
      .catch(failed("Python"));
  });
}

/** `fetch` as Pyodide sees it: its files, from memory, and no way out to any network. */
async function answer(input: RequestInfo | URL): Promise<Response> {
  switch (String(input)) {
    case RUNTIME + "pyodide.asm.wasm":
      return new Response(); // handed over by instantiateStreaming, above
    case RUNTIME + LIBRARY_FILE:
      // A failure has been reported by then; Pyodide would only leave it uncaught.
      return new Response(await library.catch(() => new Promise<never>(() => {})));
    default:
      throw new TypeError(`the engine needs nothing from ${String(input)}`);
  }
}

/** The entry, with a Python exception told apart from a Python that has come down. */
function refusing(handle: Handle): Handle {
  return (request) => {
    try {
      return handle(request);
    } catch (error) {
      // A PythonError's message is a traceback; its last line is the exception.
      if (error instanceof Error && error.name === "PythonError") {
        throw new Refused(error.message.trimEnd().split("\n").at(-1));
      }
      throw error;
    }
  };
}
