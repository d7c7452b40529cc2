/** Which connectors a page has to the engine, in the order in which it tries them. */

import { embeddedWorker, servedWorker, type Connector } from "./connection";

/** Names of files in the folder of the page's script, defined by bundle.py. */
declare const WORKER_FILE: string;
declare const RUNTIME_FILE: string;

/** List the connectors; `script` is the address of the page's script. Only the embedded engine works from file://. */
export function connectorsFor(script: string): Connector[] {
  const embedded = embeddedWorker(new URL(RUNTIME_FILE, script));
  return location.protocol === "file:" ? [embedded] : [servedWorker(new URL(WORKER_FILE, script)), embedded];
}
