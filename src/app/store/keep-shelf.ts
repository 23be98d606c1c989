import type { Began } from './document.ts';
import { createDatabase, ENTRIES, TEXTS } from './keep-database.ts';
import type { Keeping, Kept, KeptEntry, Shelf } from './keep.ts';
import { forgetLocally, keptLocally } from './keep-local.ts';
import { readPlace } from './place.ts';

const MOST = 50;

type Local = Pick<Storage, 'getItem' | 'removeItem'>;

/** A shelf in the browser's database. What an earlier version kept in local storage moves there first. */
export function createShelf(factory: IDBFactory | null, local: Local | null): Shelf {
  const run = createDatabase(factory);
  const moved = move();

  async function write(kept: Kept): Promise<void> {
    const { manifests, rest, place, ...entry } = kept;
    await run('readwrite', (store) => {
      store(ENTRIES).put(entry);
      if (place !== null) store(TEXTS).put(place, placeKey(entry.id));
      return store(TEXTS).put({ manifests, rest }, entry.id);
    });
  }

  async function read(): Promise<readonly KeptEntry[]> {
    const found = await run('readonly', (store) => store(ENTRIES).getAll());
    return Array.isArray(found) ? found.flatMap(readEntry).toSorted((a, b) => b.at - a.at) : [];
  }

  async function forget(ids: readonly string[]): Promise<void> {
    await run('readwrite', (store) => {
      for (const id of ids) {
        store(ENTRIES).delete(id);
        store(TEXTS).delete(id);
        store(TEXTS).delete(placeKey(id));
      }
      return null;
    });
  }

  async function move(): Promise<void> {
    try {
      const older = keptLocally(local);
      for (const kept of older) await write(kept);
      if (older.length > 0) forgetLocally(local);
    } catch {
      // They stay where they are until the database opens.
    }
  }

  async function list(): Promise<readonly KeptEntry[]> {
    await moved;
    try {
      return await read();
    } catch {
      return keptLocally(local);
    }
  }

  return {
    list,
    async take(id) {
      await moved;
      try {
        const [entry, text, place] = await Promise.all([
          run('readonly', (store) => store(ENTRIES).get(id)),
          run('readonly', (store) => store(TEXTS).get(id)),
          run('readonly', (store) => store(TEXTS).get(placeKey(id))),
        ]);
        const texts = readTexts(text);
        return readEntry(entry).map((one) => ({ ...one, ...texts, place: readPlace(place) }))[0] ?? null;
      } catch {
        return keptLocally(local).find((one) => one.id === id) ?? null;
      }
    },
    async keep(document): Promise<Keeping> {
      try {
        await write(document);
      } catch (error) {
        return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'closed';
      }
      try {
        const older = (await read()).slice(MOST);
        if (older.length > 0) await forget(older.map((one) => one.id));
      } catch {
        // The oldest stay one time longer.
      }
      return 'kept';
    },
    async keepPlace(id, place) {
      await run('readwrite', (store) => store(TEXTS).put(place, placeKey(id))).catch(() => undefined);
    },
    async forget(id) {
      await forget([id]).catch(() => undefined);
    },
    async forgetAll() {
      await forget((await list()).map((one) => one.id)).catch(() => undefined);
    },
  };
}

/** Beside the text of a document, which is kept under its id. */
function placeKey(id: string): string {
  return `place of ${id}`;
}

const BEGAN: readonly string[] = ['example', 'gallery', 'link', 'file', 'paste', 'nothing', 'copy'] satisfies Began[];

function isBegan(value: unknown): value is Began {
  return typeof value === 'string' && BEGAN.includes(value);
}

function readEntry(value: unknown): readonly KeptEntry[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!('id' in value && 'title' in value && 'at' in value && 'began' in value && 'size' in value)) return [];
  const { id, title, at, began, size } = value;
  if (typeof id !== 'string' || typeof title !== 'string' || typeof at !== 'number') return [];
  return isBegan(began) && typeof size === 'number' ? [{ id, title, at, began, size }] : [];
}

function readTexts(value: unknown): { readonly manifests: string; readonly rest: string } {
  if (typeof value !== 'object' || value === null || !('manifests' in value && 'rest' in value))
    return { manifests: '', rest: '' };
  const { manifests, rest } = value;
  return { manifests: typeof manifests === 'string' ? manifests : '', rest: typeof rest === 'string' ? rest : '' };
}
