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

/** Reads what was dropped, folders with all that is in them. */
export async function readDropped(dropped: readonly (FileSystemEntry | File)[]): Promise<readonly FileText[]> {
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
    const file = await new Promise<File | null>((resolve) => {
      entry.file(resolve, () => resolve(null));
    });
    into.push(file === null ? unreadable(pathOf(entry)) : await readFile(file, pathOf(entry)));
  } else if (isFolder(entry) && !PASSED_OVER.test(entry.name)) {
    const { entries, end } = await entriesOf(entry);
    for (const inner of entries) await readEntry(inner, into);
    if (end === 'unreadable') into.push(unreadable(pathOf(entry)));
  }
}

function unreadable(path: string): FileText {
  return { path, content: { kind: 'unread', why: 'unreadable' } };
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

interface Entries {
  readonly entries: readonly FileSystemEntry[];
  readonly end: 'all' | 'unreadable';
}

/** A folder gives its entries a hundred at a time, until it gives none or fails. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<Entries> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[] | null>((resolve) => {
      reader.readEntries(resolve, () => resolve(null));
    });
    if (some === null) return { entries: all, end: 'unreadable' };
    if (some.length === 0) return { entries: all, end: 'all' };
    all.push(...some);
  }
}

async function readFile(file: File, path: string): Promise<FileText> {
  if (file.size > MOST_BYTES) return { path, content: { kind: 'unread', why: 'too big' } };
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes === null) return unreadable(path);
  return { path, content: contentOf(new Uint8Array(bytes)) };
}

/** UTF-8, or UTF-16 as PowerShell's `>` writes it. Without a zero byte it may be text in letters that are not known. */
function contentOf(bytes: Uint8Array): FileText['content'] {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    return text.includes('\0') ? { kind: 'unread', why: 'no text' } : { kind: 'text', text };
  } catch {
    return { kind: 'unread', why: bytes.includes(0) ? 'no text' : 'not in UTF-8' };
  }
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
