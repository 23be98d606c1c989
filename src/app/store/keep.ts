import type { DocumentText } from '#worker';
import type { Theme } from './panes.ts';

const KEY = 'hopscope.documents.1';
const MOST = 8;
const LONGEST = 1_000_000;

/** A text that was worked on, newest first in the list. */
export interface Kept extends DocumentText {
  readonly id: string;
  readonly title: string;
  readonly at: number;
}

/** Where texts are kept between visits; the browser's own storage, never a server. */
export interface Shelf {
  list(): readonly Kept[];
  keep(document: Kept): void;
}

/** A shelf in local storage. Storage that is full, forbidden or broken keeps nothing and says nothing: it is a convenience. */
export function createShelf(storage: Pick<Storage, 'getItem' | 'setItem'> | null): Shelf {
  const list = (): readonly Kept[] => {
    try {
      const read: unknown = JSON.parse(storage?.getItem(KEY) ?? '[]');
      return Array.isArray(read) ? read.filter(isKept) : [];
    } catch {
      return [];
    }
  };
  return {
    list,
    keep(document) {
      if (document.manifests.length + document.rest.length > LONGEST) return;
      const others = list().filter((one) => one.id !== document.id);
      try {
        storage?.setItem(KEY, JSON.stringify([document, ...others].slice(0, MOST)));
      } catch {
        // The quota is reached: older texts stay as they are.
      }
    },
  };
}

function isKept(value: unknown): value is Kept {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'manifests' in value &&
    typeof value.manifests === 'string' &&
    'rest' in value &&
    typeof value.rest === 'string' &&
    'title' in value &&
    typeof value.title === 'string' &&
    'at' in value &&
    typeof value.at === 'number'
  );
}

const THEME_KEY = 'hopscope.theme';

/** The colours chosen on an earlier visit. */
export function keptTheme(storage: Pick<Storage, 'getItem'> | null): Theme {
  const kept = storage?.getItem(THEME_KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function keepTheme(storage: Pick<Storage, 'setItem'> | null, theme: Theme): void {
  try {
    storage?.setItem(THEME_KEY, theme);
  } catch {
    // Storage is full or forbidden: the choice holds for this visit.
  }
}
