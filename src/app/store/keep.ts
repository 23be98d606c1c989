import type { DocumentText } from '#worker';
import type { Began } from './document.ts';
import type { Theme } from './panes.ts';
import type { Place } from './place.ts';

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
export interface Kept extends KeptEntry, DocumentText {
  /** Where the reader was in it, if that is known. */
  readonly place: Place | null;
}

/** How keeping went. `full`: the browser's quota is reached. `closed`: this browser keeps nothing for the page. */
export type Keeping = 'kept' | 'full' | 'closed';

/** Where texts are kept between visits: the browser's own storage, never a server. Nothing here ever rejects. */
export interface Shelf {
  /** Newest first. */
  list(): Promise<readonly KeptEntry[]>;
  take(id: string): Promise<Kept | null>;
  /** Without a place the one that is kept stays. */
  keep(document: Kept): Promise<Keeping>;
  /** Keeps where the reader is, without touching text or time. */
  keepPlace(id: string, place: Place): Promise<void>;
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
