import type { Kept } from './keep.ts';

const KEY = 'hopscope.documents.1';

type Local = Pick<Storage, 'getItem' | 'removeItem'>;

/** Texts that earlier versions of the page kept in local storage, newest first. */
export function keptLocally(storage: Local | null): readonly Kept[] {
  try {
    const read: unknown = JSON.parse(storage?.getItem(KEY) ?? '[]');
    return Array.isArray(read) ? read.flatMap(readKept) : [];
  } catch {
    return [];
  }
}

/** Called when they are kept elsewhere. */
export function forgetLocally(storage: Local | null): void {
  storage?.removeItem(KEY);
}

function readKept(value: unknown): readonly Kept[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!('id' in value && 'title' in value && 'at' in value && 'manifests' in value && 'rest' in value)) return [];
  const { id, title, at, manifests, rest } = value;
  if (typeof id !== 'string' || typeof title !== 'string' || typeof at !== 'number') return [];
  if (typeof manifests !== 'string' || typeof rest !== 'string') return [];
  return [{ id, title, at, manifests, rest, began: 'paste', size: manifests.length + rest.length, place: null }];
}
