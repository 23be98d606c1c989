import type { Problem } from '#view';

/** What both editors take: one text, what is marked in it, and what is told about it. */
export interface EditorPaneProps {
  /** Name of the text: each has its own caret and folds. */
  readonly name: 'manifests' | 'scenario';
  readonly label: string;
  readonly value: string;
  /** What an empty text says. */
  readonly hint: string;
  readonly dark: boolean;
  /** Lines that decide now. */
  readonly lit: readonly number[];
  /** Number of the hop that they decide at. A text stands at its beginning until the run is stepped through. */
  readonly hop: number;
  readonly problems: readonly Problem[];
  readonly jump: { readonly line: number; readonly turn: number } | null;
  readonly onChange: (text: string) => void;
  /** The user put the cursor on a line by pointer. */
  readonly onLine: (line: number) => void;
  readonly onHover: (line: number | null) => void;
}
