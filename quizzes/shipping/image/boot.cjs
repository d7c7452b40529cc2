/**
 * Starts Python in Node, loads and warms the engine, and takes Python's memory: `node boot.cjs FOLDER`.
 *
 * FOLDER has pyodide.asm.js, module.wasm (see module.mjs), library/, prepare.json, prepare.py and tables.py. It gets
 * memory.bin; state.json, which is what module.mjs needs; and answer.bin, the address of the function that answers.
 *
 * Pyodide's script runs in a context of its own, as if in a browser's worker. It finds nothing of Node there, no clock
 * and no random numbers. So every run on every machine leaves the same memory.
 */

"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const folder = process.argv[2];
const read = (name) => fs.readFileSync(path.join(folder, name));
const write = (name, content) => fs.writeFileSync(path.join(folder, name), content);

/** What every clock shows, in milliseconds since 1970: 1 January 2025. */
const NOW_MS = 1_735_689_600_000;
const PAGE_BYTES = 65_536;

/** Return the context. On iOS, Pyodide does without the newer parts of WebAssembly, which not every Node has. */
function workerContext() {
  const context = vm.createContext({
    console,
    TextDecoder,
    TextEncoder,
    URL,
    setTimeout,
    clearTimeout,
    WorkerGlobalScope: class {},
    location: { href: "http://runtime.invalid/" },
    navigator: { userAgent: "iPhone", platform: "", language: "en" },
    performance: { now: () => 0 },
    crypto: { getRandomValues: (view) => view.fill(7) },
  });
  const fixed = `
    self = globalThis;
    Math.random = () => 0.5;
    Date = class extends Date {
      constructor(...parts) { parts.length ? super(...parts) : super(${NOW_MS}); }
      static now() { return ${NOW_MS}; }
    };
    for (const name of ["Suspending", "Suspender"]) delete WebAssembly[name];
    WebAssembly;
  `;
  context.WebAssembly = vm.runInContext(fixed, context);
  return context;
}

/** Start Python. Resolves to Emscripten's module, and to the WebAssembly module's exports and imports. */
async function start(context) {
  vm.runInContext(read("pyodide.asm.js").toString(), context, { filename: "pyodide.asm.js" });
  let wasm;
  const python = await new Promise((resolve, reject) => {
    const sentinel = Symbol("sentinel");
    const started = context._createPyodideModule({
      API: { config: {}, runtimeEnv: { IN_BROWSER: true, IN_BROWSER_WEB_WORKER: true } },
      arguments: ["-S", "-OO"],
      thisProgram: "python",
      print: (line) => process.stdout.write(`${line}\n`),
      printErr: (line) => process.stderr.write(`${line}\n`),
      onExit: (status) => reject(new Error(`Python exited with status ${status}`)),
      onAbort: (reason) => reject(new Error(`Python stopped: ${reason}`)),
      locateFile: (name) => name,
      preRun: [prepareFiles],
      instantiateWasm(imports, done) {
        imports.sentinel = { create_sentinel: () => sentinel, is_sentinel: (value) => value === sentinel };
        context.WebAssembly.instantiate(read("module.wasm"), imports).then(({ instance, module }) => {
          wasm = { imports, exports: instance.exports };
          done(instance, module);
        }, reject);
        return {};
      },
    });
    started.then(resolve, reject);
  });
  return { python, ...wasm };
}

/** Give Python its environment and its files, before it starts. */
function prepareFiles({ FS, ENV }) {
  // PYTHONINSPECT keeps Python running after a SystemExit, so that its message comes through.
  Object.assign(ENV, { PYTHONHASHSEED: "0", PYTHONINSPECT: "1", HOME: "/home/pyodide", LANG: "C.UTF-8" });
  FS.mkdirTree(ENV.HOME);
  FS.chdir(ENV.HOME);
  FS.writeFile("/prepare.json", read("prepare.json"));
  const plan = JSON.parse(read("prepare.json"));
  const names = fs.readdirSync(path.join(folder, "library"), { recursive: true }).map(String).sort();
  for (const name of names.filter((each) => each.endsWith(".pyc"))) {
    const target = `${plan.folder}/${name}`;
    FS.mkdirTree(path.dirname(target));
    FS.writeFile(target, read(path.join("library", name)));
  }
}

/** Return a lookup of the values of C's own variables, by name. Throws for a name that the module does not export. */
function symbols(exports, imports) {
  const base = imports.env.__memory_base.value; // exported addresses count from here
  return (name) => {
    if (!exports[name]) throw new Error(`the module does not export ${name}, which boot.cjs reads`);
    return exports[name].value + base;
  };
}

/** Empty what is in memory and never read again: the unused part of the stack, and Python's frozen modules. */
function emptyUnused(python, addressOf) {
  python.HEAPU8.fill(0, python._emscripten_stack_get_end(), python.stackSave());
  const word = (address) => python.HEAPU32[address >>> 2];
  const entryBytes = 16; // struct _frozen: name, code, size, is_package
  for (const table of ["_PyImport_FrozenBootstrap", "_PyImport_FrozenStdlib", "_PyImport_FrozenTest"]) {
    for (let entry = word(addressOf(table)); word(entry) !== 0; entry += entryBytes) {
      const [, code, bytes, isPackage] = [0, 4, 8, 12].map((offset) => word(entry + offset));
      if (isPackage > 1) throw new Error(`${table} has entries of another form than boot.cjs reads`);
      python.HEAPU8.fill(0, code, code + bytes);
    }
  }
}

/** Empty the tables that tables.py finds, in a copy of the memory, because Python changes its own to find them. */
function emptyTables(python, memory) {
  run(python, "tables.py");
  const word = (address) => python.HEAPU32[address >>> 2];
  const kind = python.stringToNewUTF8("multibytecodec.map");
  const rowBytes = 8; // struct dbcs_index and struct unim_index
  for (const [name, capsule] of Object.entries(JSON.parse(python.FS.readFile("/tables.json", { encoding: "utf8" })))) {
    const map = python._PyCapsule_GetPointer(capsule, kind); // struct dbcs_map: name, tables to encode and to decode
    const [itsName, ...both] = [0, 4, 8].map((offset) => word(map + offset));
    if (python.UTF8ToString(itsName) !== name) throw new Error(`the table ${name} has another form than here`);
    for (const table of both.filter((address) => address !== 0)) {
      // A row for each first byte: the address of two bytes for each second byte, and the first and last second byte.
      for (let row = table; row < table + 256 * rowBytes; row += rowBytes) {
        const [start, first, last] = [word(row), python.HEAPU8[row + 4], python.HEAPU8[row + 5]];
        if (start !== 0) memory.fill(0, start, start + 2 * (last - first + 1));
      }
    }
  }
}

/** Run a script in Python. Throws what it raises. */
function run(python, name) {
  const [status, error] = python.API.rawRun(read(name).toString());
  if (status !== 0) throw new Error(error);
}

/** Return what module.mjs needs: the values of globals, the size of the table, and the memory's in pages. */
function stateOf({ python, exports, imports }) {
  const globals = {};
  for (const [name, value] of Object.entries(exports)) {
    if (name.startsWith("global ")) globals[name] = value.value;
  }
  return { globals, table: imports.env.__indirect_function_table.length, pages: python.HEAPU8.length / PAGE_BYTES };
}

async function main() {
  const context = workerContext();
  const started = await start(context);
  const { python, exports, imports } = started;
  run(python, "prepare.py");
  const text = (value) => python.stringToNewUTF8(value);
  const answer = python._PyObject_GetAttrString(python._PyImport_AddModule(text("__main__")), text("answer"));
  if (answer === 0) throw new Error("prepare.py defines no function called answer");
  emptyUnused(python, symbols(exports, imports));
  write("state.json", JSON.stringify(stateOf(started)));
  write("answer.bin", Uint32Array.of(answer));
  const memory = python.HEAPU8.slice(0, python._sbrk(0));
  emptyTables(python, memory);
  write("memory.bin", memory);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
