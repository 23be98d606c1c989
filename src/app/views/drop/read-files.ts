import type { FileText } from '#store';

const MOST_BYTES = 10 * 1024 * 1024;
const MOST_FILES = 2_000;
const PASSED_OVER = /^(?:\.git|node_modules)$/;

/** Reads chosen or dropped files; nothing leaves the browser. */
export function readFiles(files: readonly File[]): Promise<readonly FileText[]> {
  const placed = files
    .map((file) => ({ file, path: file.webkitRelativePath || file.name }))
    .filter(({ path }) => !path.split('/').some((name) => PASSED_OVER.test(name)));
  return Promise.all(
    placed.map(({ file, path }, index) => (index < MOST_FILES ? readFile(file, path) : Promise.resolve(tooMany(path)))),
  );
}

/** Reads what was dropped, folders with all that is in them. Has to be called while the event is handled. */
export async function readDropped(items: DataTransferItemList): Promise<readonly FileText[]> {
  const dropped = [...items].flatMap((item) =>
    item.kind === 'file' ? (item.webkitGetAsEntry() ?? item.getAsFile() ?? []) : [],
  );
  const files: FileText[] = [];
  for (const one of dropped) {
    if (one instanceof File) files.push(await readFile(one, one.name));
    else await readEntry(one, files);
  }
  return files;
}

async function readEntry(entry: FileSystemEntry, into: FileText[]): Promise<void> {
  if (into.length > MOST_FILES) return;
  if (into.length === MOST_FILES) into.push(tooMany(pathOf(entry)));
  else if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => {
      entry.file(resolve, reject);
    }).catch(() => null);
    into.push(
      file === null
        ? { path: entry.name, content: { kind: 'unread', why: 'no text' } }
        : await readFile(file, pathOf(entry)),
    );
  } else if (isFolder(entry) && !PASSED_OVER.test(entry.name))
    for (const inner of await entriesOf(entry)) await readEntry(inner, into);
}

function tooMany(path: string): FileText {
  return { path, content: { kind: 'unread', why: 'too many' } };
}

function pathOf({ fullPath }: FileSystemEntry): string {
  return fullPath.replace(/^\//, '');
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** A folder gives its entries a hundred at a time, until it gives none. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([]));
    });
    if (some.length === 0) return all;
    all.push(...some);
  }
}

async function readFile(file: File, path: string): Promise<FileText> {
  if (file.size > MOST_BYTES) return { path, content: { kind: 'unread', why: 'too big' } };
  const text = textOf(new Uint8Array(await file.arrayBuffer()));
  return { path, content: text === null ? { kind: 'unread', why: 'no text' } : { kind: 'text', text } };
}

/** UTF-8, or UTF-16 as PowerShell's `>` writes it; `null` for anything else. */
function textOf(bytes: Uint8Array): string | null {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    // Bytes that are no text in this encoding.
    return null;
  }
}
