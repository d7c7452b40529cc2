/**
 * Edits Pyodide's WebAssembly module with binaryen: `node module.mjs FROM TO`, then `node module.mjs FROM TO STATE`.
 *
 * The module imports its memory, its function table and some globals, and sets other globals when it starts. The first
 * edit exports all those globals, so that boot.cjs can read them. The second makes everything the module's own, as
 * STATE says that boot.cjs found it after the start. So a worker only gives the module functions.
 */

import fs from "node:fs";
import binaryen from "binaryen";

const { Features } = binaryen;

/**
 * The parts of WebAssembly that the image uses. Chrome 95, Firefox 100 and Safari 15.2 have them all. If a Pyodide comes
 * to need more, binaryen names what uses it.
 */
const FEATURES =
  Features.BulkMemory |
  Features.BulkMemoryOpt |
  Features.ExceptionHandling |
  Features.Multivalue |
  Features.MutableGlobals |
  Features.NontrappingFPToInt |
  Features.ReferenceTypes |
  Features.SignExt;

/** What the worker calls of Python's C API (see quizzes/web/engine/python.ts). */
const FUNCTIONS = [
  "PyMem_RawMalloc",
  "PyMem_RawFree",
  "PyUnicode_FromStringAndSize",
  "PyUnicode_AsUTF8AndSize",
  "PyObject_CallOneArg",
  "Py_DecRef",
];

/** What binaryen calls an imported memory, and imported tags before their numbers. */
const MEMORY = "mimport$0";
const TAG = "eimport$";

/** For binaryen: no largest size. */
const UNLIMITED = -1;

const [from, to, state] = process.argv.slice(2);
const module = binaryen.readBinary(fs.readFileSync(from));
module.setFeatures(FEATURES);
if (state) becomeImage(JSON.parse(fs.readFileSync(state, "utf-8")));
else exportGlobals();
if (!module.validate()) throw new Error("module.mjs cannot use this module: see above");
fs.writeFileSync(to, module.emitBinary());

/** Export each global that may have another value after the start, under "global " and its name. */
function exportGlobals() {
  const globals = listed(module.getNumGlobals(), (index) => binaryen.getGlobalInfo(module.getGlobalByIndex(index)));
  for (const { name, module: origin, mutable, type } of globals) {
    if (!origin && !mutable) continue;
    if (type !== binaryen.i32) throw new Error(`the global ${name} is not an i32, as all were`);
    module.addGlobalExport(name, `global ${name}`);
  }
}

/** Make everything the module's own. `globals` are values by the names of exports. `pages` of 64 KiB are the memory. */
function becomeImage({ globals, table, pages }) {
  // The start function would only set the globals again, and empty memory that is in use now.
  const start = module.getStart();
  if (start) binaryen.Function.setBody(start, module.nop());
  const exported = listed(module.getNumExports(), (index) => binaryen.getExportInfo(module.getExportByIndex(index)));
  for (const { name, value } of exported) {
    if (name in globals) {
      const { mutable } = binaryen.getGlobalInfo(module.getGlobal(value));
      module.removeGlobal(value);
      module.addGlobal(value, binaryen.i32, mutable, module.i32.const(globals[name]));
    }
    if (!FUNCTIONS.includes(name)) module.removeExport(name);
  }
  const missing = FUNCTIONS.filter((name) => !module.getExport(name));
  if (missing.length > 0) throw new Error(`the module does not export ${missing.join(", ")}`);
  module.setMemory(pages, UNLIMITED, "memory", [], false, false, MEMORY); // this removes the data too
  ownTables(table);
  ownTags();
  // Only an imported global could be the place of the table's elements: the first pass makes it a constant.
  module.runPasses(["propagate-globals-globally", "remove-unused-module-elements"]);
}

/** Make the functions' table the module's own. The others are added again, so that it stays the first. */
function ownTables(size) {
  const tables = listed(module.getNumTables(), (index) => binaryen.getTableInfo(module.getTableByIndex(index)));
  for (const { name, module: origin, initial } of tables) {
    module.removeTable(name);
    if (!origin) module.addTable(name, initial, UNLIMITED, binaryen.externref);
    else {
      module.addTable(name, size, UNLIMITED);
      module.addTableExport(name, "table");
    }
  }
}

/** Make the tags of exceptions the module's own. */
function ownTags() {
  for (let index = 0; module.getTag(TAG + index); index++) {
    const { name, params, results } = binaryen.getTagInfo(module.getTag(TAG + index));
    module.removeTag(name);
    module.addTag(name, params, results);
  }
}

function listed(count, read) {
  return Array.from({ length: count }, (_, index) => read(index));
}
