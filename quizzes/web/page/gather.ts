/** Reads record files from the files, folders and zips that somebody drops or chooses on the register page. */

import { MAX_RECORD_CHARACTERS } from "../engine/documents";
import type { RecordFile } from "../engine/register";
import { unzip } from "./unzip";

/** The most files that one drop may have. A school has some hundreds of records. */
export const MAX_FILES = 5_000;

/** A file with its path in the folder that was dropped or chosen. */
export interface ChosenFile {
  path: string;
  file: File;
}

/** What was not read. */
export interface Skipped {
  /** Files that are not records, by name. */
  names: string[];
  /** There were more than MAX_FILES. */
  tooMany: boolean;
  /** Folders that the browser could not read. */
  folders: string[];
}

/** Return the files from a file input, with their paths if a folder was chosen. */
export function chosenFiles(files: Iterable<File>): ChosenFile[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/**
 * Return the dropped files, including those in folders.
 *
 * Call this in the event's handler, because the browser clears `data` afterwards. Folders are read later.
 */
export async function droppedFiles(data: DataTransfer, skipped: Skipped): Promise<ChosenFile[]> {
  const files: ChosenFile[] = [];
  const folders: FileSystemDirectoryEntry[] = [];
  for (const item of data.items) {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory) folders.push(entry as FileSystemDirectoryEntry);
    else if (file) files.push({ path: file.name, file });
  }
  for (const folder of folders) await walk(folder, files, skipped);
  return files;
}

async function walk(folder: FileSystemDirectoryEntry, files: ChosenFile[], skipped: Skipped): Promise<void> {
  const reader = folder.createReader();
  try {
    // The browser returns a few entries at a time, and none at the end.
    for (;;) {
      const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (!entries.length) return;
      for (const entry of entries) {
        if (files.length > MAX_FILES) return;
        if (entry.isDirectory) await walk(entry as FileSystemDirectoryEntry, files, skipped);
        else files.push({ path: entry.fullPath.slice(1), file: await fileOf(entry as FileSystemFileEntry) });
      }
    }
  } catch {
    skipped.folders.push(folder.fullPath.slice(1)); // some browsers cannot read folders on a page opened from file://
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/**
 * Yield the record files, and note the others in `skipped`. `onRead` is called with the number of bytes just read.
 *
 * An unreadable file yields its own path as text. That is not a record, and it is unique, so the file is not taken for
 * a duplicate of another.
 */
export async function* readRecords(
  files: ChosenFile[],
  skipped: Skipped,
  onRead: (bytes: number) => void,
): AsyncGenerator<RecordFile> {
  let count = 0;
  for (const { path, file } of files) {
    if (count >= MAX_FILES) {
      skipped.tooMany = true;
      return;
    }
    if (/\.zip$/i.test(path)) {
      try {
        for await (const { name, bytes, more } of unzip(file, isRecord, MAX_RECORD_CHARACTERS, onRead)) {
          if (name.endsWith("/")) continue;
          if (count++ >= MAX_FILES) {
            skipped.tooMany = true;
            return;
          }
          if (isRecord(name)) yield [`${path}/${name}`, text(bytes, more)];
          else if (!isSystemFile(name)) skipped.names.push(`${path}/${name}`);
        }
      } catch {
        yield [path, path]; // a damaged zip; the records before the damage have been yielded
      }
    } else {
      count++;
      if (isRecord(path)) {
        const more = file.size > MAX_RECORD_CHARACTERS;
        try {
          const bytes = new Uint8Array(await file.slice(0, MAX_RECORD_CHARACTERS).arrayBuffer());
          yield [path, text(bytes, more)];
        } catch {
          yield [path, path]; // deleted after it was chosen
        }
      } else if (!isSystemFile(path)) skipped.names.push(path);
      onRead(file.size);
    }
  }
}

/**
 * Decode a file: UTF-16 if a byte-order mark says so, else UTF-8.
 *
 * A file that is too large is padded past the engine's limit, so that the engine reports it.
 */
function text(bytes: Uint8Array<ArrayBuffer>, more: boolean): string {
  const mark = `${bytes[0]} ${bytes[1]}`;
  const encoding = mark === "255 254" ? "utf-16le" : mark === "254 255" ? "utf-16be" : "utf-8";
  const decoded = new TextDecoder(encoding).decode(bytes);
  return more ? decoded.padEnd(MAX_RECORD_CHARACTERS + 1) : decoded;
}

function isRecord(path: string): boolean {
  return /\.json$/i.test(path) && !isSystemFile(path);
}

/** Whether it is a file that an operating system adds to folders and zips. */
function isSystemFile(path: string): boolean {
  return /(^|\/)(\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)$|(^|\/)__MACOSX\//i.test(path);
}
