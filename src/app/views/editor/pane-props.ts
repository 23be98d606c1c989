import type { Problem } from '#view';

/** What both editors take: one text, what is marked in it, and what is told about it. */
export interface EditorPaneProps {
  /** Name of the text: another name is another text, with its own undo. */
  readonly name: 'manifests' | 'scenario';
  readonly label: string;
  readonly value: string;
  /** Whether the text is the user's own: then undo takes back what the page changes in it. */
  readonly own: boolean;
  readonly dark: boolean;
  /** Lines that decide now. */
  readonly lit: readonly number[];
  readonly problems: readonly Problem[];
  readonly jump: { readonly line: number; readonly turn: number } | null;
  readonly onChange: (text: string) => void;
  /** The user put the cursor on a line by pointer. */
  readonly onLine: (line: number) => void;
  readonly onHover: (line: number | null) => void;
}
