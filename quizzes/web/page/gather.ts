/** Reads what the engine asks for of the files, folders and zips that somebody adds on the register page. */

import type { CheckReply, Part, Row } from "../engine/documents";
import type { ReadPart, RegisterClient } from "../engine/register";

/** The most files that are checked at once, those in zips included. A school has some hundreds of records. */
const MAX_FILES = 5_000;

/** Parts of files in one request to the engine, and their bytes. Small batches keep the progress bar moving. */
const BATCH_SIZE = 20;
const BATCH_BYTES = 1_000_000;

/** A file with its path in the folder that was dropped or chosen. */
export interface ChosenFile {
  path: string;
  file: File;
}

/** What was not read. */
export interface Skipped {
  /** Files whose names are not those of records. */
  names: string[];
  /** There were more files than are checked at once. */
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
 * Let the engine check the files. It decides which of them are records, and this reads what it asks for.
 *
 * Notes in `skipped` what is not checked. `onProgress` is called with the share of bytes that have been read, from 0 to
 * 1, and the number of files that have been checked.
 */
export async function checkFiles(
  client: RegisterClient,
  chosen: ChosenFile[],
  skipped: Skipped,
  onProgress: (share: number, files: number) => void,
): Promise<{ rows: Row[]; files: number }> {
  const checked: { rows: Row[]; files: number } = { rows: [], files: 0 };
  const queue: Part[] = [];
  let found = 0;
  const take = ({ rows, files, skipped: names, wanted }: CheckReply): void => {
    for (const row of rows) checked.rows.push(row);
    checked.files += files;
    skipped.names = skipped.names.concat(names); // as arguments of a call they may be too many
    const room = Math.max(0, MAX_FILES - found - names.length);
    skipped.tooMany ||= wanted.length > room || found + names.length > MAX_FILES;
    found += names.length + wanted.length;
    queue.unshift(...wanted.slice(0, room));
  };
  take(await client.check(chosen.map(({ path, file }, source) => [source, path, file.size]), []));
  const totalBytes = Math.max(1, queue.reduce((sum, part) => sum + part.start + part.length, 0));
  let bytesRead = 0;
  while (queue.length) {
    const batch = nextBatch(queue);
    const read = batch.map(async (part) => [part, await base64(chosen[part.source]?.file, part.start, part.length)] as ReadPart);
    take(await client.check([], await Promise.all(read)));
    for (const { kind, length } of batch) if (kind !== "zip-end") bytesRead += length;
    onProgress(Math.min(1, bytesRead / totalBytes), checked.files);
  }
  return checked;
}

/** Take some parts from the queue, at least one. */
function nextBatch(queue: Part[]): Part[] {
  let bytes = 0;
  const end = queue.findIndex((part, index) => index === BATCH_SIZE || (bytes += part.length) > BATCH_BYTES);
  return queue.splice(0, end < 0 ? queue.length : Math.max(1, end));
}

/** Read bytes of a file. Null if it cannot be read, such as when it has been deleted since it was chosen. */
export function base64(file: File | undefined, start: number, length: number): Promise<string | null> {
  return new Promise((resolve) => {
    if (!file) return resolve(null);
    const reader = new FileReader();
    reader.onload = () => resolve((reader.result as string).split(",")[1] ?? ""); // after "data:…;base64,"
    reader.onerror = () => resolve(null);
    reader.readAsDataURL(file.slice(start, start + length));
  });
}
