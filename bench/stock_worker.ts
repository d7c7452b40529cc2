/**
 * The worker as it would be with Pyodide as published: the yardstick.
 *
 * bench/site.py bundles this with the engine's sources in it, and lays the unmodified npm files beside it.
 */

import { serve, type Handle } from "../quizzes/web/engine/serve";

/** Path to source, of every file of the engine. */
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
  pyodide.FS.mkdirTree("/engine/quizzes/engine");
  for (const [path, source] of Object.entries(ENGINE_SOURCES)) pyodide.FS.writeFile(`/engine/${path}`, source);
  pyodide.runPython("import sys; sys.path.insert(0, '/engine')");
  return pyodide.pyimport("quizzes.engine.api").handle;
}

serve(start());
