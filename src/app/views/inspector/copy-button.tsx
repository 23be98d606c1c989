import type { ReactNode } from 'react';
import { COPY_WORDS, Icon, useCopy } from '#views/common';

/** Puts a text on the clipboard, and says whether that worked. */
export function CopyButton({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  const { copy, cameOf } = useCopy();
  const how = cameOf(text);
  return (
    <p className="copy">
      <button type="button" className="button" onClick={() => copy(text)}>
        <Icon name="copy" /> {children}
      </button>{' '}
      <output>{how === null ? '' : COPY_WORDS[how]}</output>
    </p>
  );
}
