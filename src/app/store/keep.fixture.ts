import type { Keeping, Kept, Shelf } from './keep.ts';

/** A shelf over a list, newest first, as long as a test lasts. */
export function shelfOf(kept: Kept[], keeping: Keeping = 'kept'): Shelf {
  const without = (id: string) => kept.filter((one) => one.id !== id);
  return {
    list: () => Promise.resolve(kept),
    take: (id) => Promise.resolve(kept.find((one) => one.id === id) ?? null),
    keep(document) {
      if (keeping === 'kept') kept.splice(0, kept.length, document, ...without(document.id));
      return Promise.resolve(keeping);
    },
    keepPlace: (id, place) =>
      Promise.resolve(
        void kept.splice(0, kept.length, ...kept.map((one) => (one.id === id ? { ...one, place } : one))),
      ),
    forget: (id) => Promise.resolve(void kept.splice(0, kept.length, ...without(id))),
    forgetAll: () => Promise.resolve(void kept.splice(0)),
  };
}
