/** What an office drops or chooses, as the texts of files: files, folders and zips alike. */

import { LONGEST_RECORD } from "../engine/documents";
import type { RecordFile } from "../engine/register";
import { unzipped } from "./unzip";

/** Files of one drop, at most; a school has some hundreds of records. */
export const MOST = 5_000;

/** A file where it stood. */
export interface Given {
  path: string;
  file: File;
}

/** What was not looked at: names that are no records', files beyond the most, folders that cannot be read. */
export interface PassedOver {
  names: string[];
  beyond: boolean;
  folders: string[];
}

/** What was chosen; of a folder each file in it. */
export function chosen(files: Iterable<File>): Given[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** What was dropped. To be called while the event is heard; the folders are walked afterwards. */
export async function dropped(data: DataTransfer, over: PassedOver): Promise<Given[]> {
  const given: Given[] = [];
  const folders: FileSystemDirectoryEntry[] = [];
  for (const item of data.items) {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory) folders.push(entry as FileSystemDirectoryEntry);
    else if (file) given.push({ path: file.name, file });
  }
  for (const folder of folders) await walk(folder, given, over);
  return given;
}

async function walk(folder: FileSystemDirectoryEntry, given: Given[], over: PassedOver): Promise<void> {
  const reader = folder.createReader();
  try {
    // A reader gives some at a time, and none at the end.
    for (;;) {
      const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (!entries.length) return;
      for (const entry of entries) {
        if (given.length > MOST) return;
        if (entry.isDirectory) await walk(entry as FileSystemDirectoryEntry, given, over);
        else given.push({ path: entry.fullPath.slice(1), file: await fileOf(entry as FileSystemFileEntry) });
      }
    }
  } catch {
    over.folders.push(folder.fullPath.slice(1)); // as of a page from a folder, in some browsers
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/**
 * The records among what was given, one after the other; what is passed over is noted. `read` hears how many bytes
 * are done with, of all that was given. What cannot be read has its path for a text, which is no record, and which no
 * other file has: those of one text are shown once.
 */
export async function* records(
  given: Given[],
  over: PassedOver,
  read: (bytes: number) => void,
): AsyncGenerator<RecordFile> {
  let count = 0;
  for (const { path, file } of given) {
    if (count >= MOST) {
      over.beyond = true;
      return;
    }
    if (/\.zip$/i.test(path)) {
      try {
        for await (const { name, bytes, more } of unzipped(file, isRecord, LONGEST_RECORD, read)) {
          if (name.endsWith("/")) continue;
          if (count++ >= MOST) {
            over.beyond = true;
            return;
          }
          if (isRecord(name)) yield [`${path}/${name}`, text(bytes, more)];
          else if (!isLitter(name)) over.names.push(`${path}/${name}`);
        }
      } catch {
        yield [path, path]; // a damaged zip; what it had was given
      }
    } else {
      count++;
      if (isRecord(path)) {
        const more = file.size > LONGEST_RECORD;
        try {
          yield [path, text(await file.slice(0, LONGEST_RECORD).arrayBuffer(), more)];
        } catch {
          yield [path, path]; // taken away meanwhile
        }
      } else if (!isLitter(path)) over.names.push(path);
      read(file.size);
    }
  }
}

/** A file's text; of too large a one the beginning, made just too long for the engine, which says so. */
function text(bytes: BufferSource, more: boolean): string {
  const read = new TextDecoder().decode(bytes);
  return more ? read.padEnd(LONGEST_RECORD + 1) : read;
}

function isRecord(path: string): boolean {
  return /\.json$/i.test(path) && !isLitter(path);
}

/** What computers put beside people's files. */
function isLitter(path: string): boolean {
  return /(^|\/)(\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)$|(^|\/)__MACOSX\//i.test(path);
}
