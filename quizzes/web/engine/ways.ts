/** The ways to the engine that a page has, in the order in which they are tried. */

import { carried, served, type Way } from "./connection";

/** Names of files beside the page's script, given by bundle.py. */
declare const WORKER_FILE: string;
declare const RUNTIME_FILE: string;

/** `script` is the address of the page's script. From a shared drive only the script that carries everything works. */
export function waysFrom(script: string): Way[] {
  const whole = carried(new URL(RUNTIME_FILE, script));
  return location.protocol === "file:" ? [whole] : [served(new URL(WORKER_FILE, script)), whole];
}
