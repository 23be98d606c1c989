import { Icon } from './icons.tsx';
import { COPY_WORDS, useCopy } from './use-copy.ts';

/** A small button beside a text that copies it, and says whether that worked. */
export function CopyIcon({ text, label }: { readonly text: string; readonly label: string }) {
  const { copy, cameOf } = useCopy();
  const how = cameOf(text);
  return (
    <>
      <button
        type="button"
        className="button plain square"
        aria-label={label}
        title={how === 'failed' ? COPY_WORDS.failed : 'Copy'}
        onClick={() => copy(text)}
      >
        {how === 'copied' ? '✓' : how === 'failed' ? '✕' : <Icon name="copy" />}
      </button>
      <output className="visually-hidden">{how === null ? '' : COPY_WORDS[how]}</output>
    </>
  );
}
