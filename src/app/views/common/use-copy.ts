import { useState } from 'react';

/** Puts texts on the clipboard, and tells what came of the last one; a browser may forbid it. */
export interface Copying {
  readonly copy: (text: string) => void;
  /** `null` for a text that was not the last one to be copied. */
  readonly cameOf: (text: string | null) => 'copied' | 'failed' | null;
}

/** See `Copying`. */
export function useCopy(): Copying {
  const [last, setLast] = useState<{ readonly text: string; readonly how: 'copied' | 'failed' } | null>(null);
  return {
    copy: (text) =>
      void navigator.clipboard.writeText(text).then(
        () => setLast({ text, how: 'copied' }),
        () => setLast({ text, how: 'failed' }),
      ),
    cameOf: (text) => (last !== null && last.text === text ? last.how : null),
  };
}

/** What is said of a text that was to be copied. */
export const COPY_WORDS = { copied: 'Copied.', failed: 'The browser does not allow copying here.' } as const;
