/**
 * Calls Python inside the image, the WebAssembly module that quizzes/shipping/image/ builds.
 *
 * In its memory, Python has started and the engine is loaded. So a request costs a call, and nothing else.
 */

import { Refused, type Handle } from "./serve";

/** What the image offers. Pointers to Python's objects are numbers, and 0 stands for a call that failed. */
interface Image {
  memory: WebAssembly.Memory;
  table: WebAssembly.Table;
  /** Address of the Python function that answers (quizzes/shipping/image/prepare.py): a section of this name has it. */
  answer: number;
  PyMem_RawMalloc(bytes: number): number;
  PyMem_RawFree(address: number): void;
  PyUnicode_FromStringAndSize(address: number, bytes: number): number;
  PyUnicode_AsUTF8AndSize(object: number, size: number): number;
  PyObject_CallOneArg(callable: number, argument: number): number;
  Py_DecRef(object: number): void;
}

const PAGE_BYTES = 65_536;

/** Bytes of a number that Python writes into memory. */
const SIZE_BYTES = 4;

/** Instantiate the image and return the engine's entry point. Rejects if there is not enough memory. */
export async function startPython(module: WebAssembly.Module): Promise<Handle> {
  let image: Image;
  // A browser's functions that Python has been seen to call once it has started. Every other is missing on purpose:
  // there are no files, no clock and no random numbers.
  const provided: Record<string, (...args: number[]) => number> = {
    _PyEM_TrampolineCall_JS: (callee = 0, ...args) => image.table.get(callee)(...args),
    emscripten_resize_heap: (bytes = 0) => grow(image.memory, bytes >>> 0),
  };
  const imports: Record<string, Record<string, WebAssembly.ImportValue>> = {};
  for (const { module: space, name } of WebAssembly.Module.imports(module)) {
    const missing = (): never => {
      throw new Error(`Python called ${name}, which the engine does without`);
    };
    (imports[space] ??= {})[name] = provided[name] ?? missing;
  }
  const instance = await WebAssembly.instantiate(module, imports);
  const [section] = WebAssembly.Module.customSections(module, "answer");
  const answer = new DataView(section).getUint32(0, true);
  image = { ...instance.exports, answer } as unknown as Image;
  return entry(image);
}

/** Make the memory hold `bytes`. Returns 1, or 0 if the device has no more. */
function grow(memory: WebAssembly.Memory, bytes: number): number {
  try {
    memory.grow(Math.ceil((bytes - memory.buffer.byteLength) / PAGE_BYTES));
    return 1;
  } catch {
    return 0;
  }
}

function entry(image: Image): Handle {
  let broken: unknown;
  return (request) => {
    // After a trap, Python's memory may be in any state.
    if (broken) throw broken;
    try {
      return parse(call(image, request));
    } catch (error) {
      if (!(error instanceof Refused)) broken = error;
      throw error;
    }
  };
}

/** Call the Python function. Throws if Python fails or comes down. */
function call(image: Image, request: string): string {
  const bytes = new TextEncoder().encode(request);
  const checked = (pointer: number, what: string): number => {
    if (pointer === 0) throw new Error(`Python could not ${what} (${bytes.length} bytes)`);
    return pointer;
  };
  const buffer = checked(image.PyMem_RawMalloc(bytes.length + SIZE_BYTES), "make room for the request");
  new Uint8Array(image.memory.buffer).set(bytes, buffer);
  const argument = checked(image.PyUnicode_FromStringAndSize(buffer, bytes.length), "read the request");
  const result = checked(image.PyObject_CallOneArg(image.answer, argument), "answer the request");
  const text = checked(image.PyUnicode_AsUTF8AndSize(result, buffer), "write the reply to the request");
  const size = new DataView(image.memory.buffer).getUint32(buffer, true);
  const reply = new TextDecoder().decode(new Uint8Array(image.memory.buffer, text, size));
  image.Py_DecRef(argument);
  image.Py_DecRef(result);
  image.PyMem_RawFree(buffer);
  return reply;
}

/** Return the reply that follows "=". Throws Refused for "!", the WireError's name, a space and what is wrong. */
function parse(answer: string): string {
  if (answer.startsWith("=")) return answer.slice(1);
  const end = answer.indexOf(" ");
  throw new Refused(answer.slice(1, end), answer.slice(end + 1));
}
