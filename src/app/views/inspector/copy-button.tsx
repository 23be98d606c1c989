import { type ReactNode, useState } from 'react';
import { Icon } from '#views/common';

/** Puts a text on the clipboard, and says whether that worked. */
export function CopyButton({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  const [copied, setCopied] = useState<{ readonly text: string; readonly word: string } | null>(null);
  const word = copied?.text === text ? copied.word : '';
  const say = (said: string) => setCopied({ text, word: said });
  return (
    <p className="copy">
      <button
        type="button"
        className="button"
        onClick={() =>
          void navigator.clipboard.writeText(text).then(
            () => say('Copied.'),
            () => say('The browser does not allow copying here.'),
          )
        }
      >
        <Icon name="copy" /> {children}
      </button>{' '}
      <output>{word}</output>
    </p>
  );
}
