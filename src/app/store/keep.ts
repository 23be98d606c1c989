import type { DocumentText } from '#worker';
import type { Began } from './document.ts';
import type { Theme } from './panes.ts';

/** What the list of recent documents says of one. */
export interface KeptEntry {
  readonly id: string;
  readonly title: string;
  /** When it was last changed, in milliseconds since 1970. */
  readonly at: number;
  readonly began: Began;
  /** Characters of its texts. */
  readonly size: number;
}

/** A text that was worked on. */
export interface Kept extends KeptEntry, DocumentText {}

/** How keeping went. `full`: the browser's quota is reached. `closed`: this browser keeps nothing for the page. */
export type Keeping = 'kept' | 'full' | 'closed';

/** Where texts are kept between visits: the browser's own storage, never a server. Nothing here ever rejects. */
export interface Shelf {
  /** Newest first. */
  list(): Promise<readonly KeptEntry[]>;
  take(id: string): Promise<Kept | null>;
  keep(document: Kept): Promise<Keeping>;
  forget(id: string): Promise<void>;
  forgetAll(): Promise<void>;
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
