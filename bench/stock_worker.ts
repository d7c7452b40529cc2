/**
 * A worker with Pyodide as published, for comparison with ours.
 *
 * bench/site.py bundles it with the engine's sources and copies the unmodified npm files into the same folder.
 */

import { serve, type Handle } from "../quizzes/web/engine/serve";

/** The sources of the engine's files, by path. bench/site.py puts them before the script. */
declare const ENGINE_SOURCES: Record<string, string>;

declare function importScripts(url: string): void;
declare function loadPyodide(options: { indexURL: string }): Promise<{
  FS: { mkdirTree(path: string): void; writeFile(path: string, text: string): void };
  runPython(code: string): void;
  pyimport(name: string): { handle: Handle };
}>;

async function start(): Promise<Handle> {
  const indexURL = new URL("pyodide/", self.location.href).href;
  importScripts(`${indexURL}pyodide.js`);
  const pyodide = await loadPyodide({ indexURL });
  for (const [path, source] of Object.entries(ENGINE_SOURCES)) {
    pyodide.FS.mkdirTree(`/engine/${path.slice(0, path.lastIndexOf("/"))}`);
    pyodide.FS.writeFile(`/engine/${path}`, source);
  }
  pyodide.runPython("import sys; sys.path.insert(0, '/engine')");
  return pyodide.pyimport("quizzes.engine.api").handle;
}

serve(start());
