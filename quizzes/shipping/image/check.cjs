/**
 * Asks a finished image the requests that warmed it up, as the worker will: `node check.cjs FOLDER`.
 *
 * FOLDER has image.wasm, python.js (web/engine/python.ts for Node) and prepare.json (see prepare.py).
 */

"use strict";
const fs = require("fs");
const path = require("path");

const folder = path.resolve(process.argv[2]);
const { startPython } = require(path.join(folder, "python.js"));

/** Return the reply or the refusal as prepare.py does. */
function asked(handle, request) {
  try {
    return `=${handle(request)}`;
  } catch (error) {
    return `!${error.name} ${error.message}`;
  }
}

async function main() {
  const handle = await startPython(new WebAssembly.Module(fs.readFileSync(path.join(folder, "image.wasm"))));
  for (const [request, expected] of JSON.parse(fs.readFileSync(path.join(folder, "prepare.json"), "utf-8")).requests) {
    const reply = asked(handle, request);
    if (reply !== expected) throw new Error(`the image answered ${reply}\nwhere Python answered ${expected}`);
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
