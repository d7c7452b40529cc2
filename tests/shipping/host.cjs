/**
 * Answers requests as the worker does, one JSON text a line: `node host.cjs FOLDER SCRIPT`.
 *
 * FOLDER has python.js (web/engine/python.ts for Node) and image.wasm. SCRIPT runs before the image starts.
 */

"use strict";
const fs = require("fs");
const path = require("path");
const readline = require("readline");

const [folder, script] = process.argv.slice(2);
const { startPython } = require(path.join(folder, "python.js"));

function asked(handle, request) {
  try {
    return { reply: handle(request) };
  } catch (error) {
    const refused = error.constructor.name === "Refused" ? error.name : null;
    return { refused, detail: refused === null ? String(error) : error.message };
  }
}

async function main() {
  new Function(script)();
  const handle = await startPython(new WebAssembly.Module(fs.readFileSync(path.join(folder, "image.wasm"))));
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(asked(handle, JSON.parse(line)))}\n`);
  }
}

main();
