import type { Fragment } from '#view';
import { refText } from './names.ts';

/** A sentence made of plain text, code and names of objects. Names come from what was pasted and are only ever text. */
export function Fragments({
  parts,
  onObject,
  onPoint,
}: {
  readonly parts: readonly Fragment[];
  readonly onObject?: (ref: string) => void;
  /** The object under the pointer or the focus, `null` when it leaves. */
  readonly onPoint?: (ref: string | null) => void;
}) {
  // oxlint-disable react/no-array-index-key -- parts of one sentence have no identity but their place
  return parts.map((part, index) => {
    if (typeof part === 'string') return <span key={index}>{part}</span>;
    if ('code' in part) return <code key={index}>{part.code}</code>;
    if (!onObject) return <span key={index}>{part.text}</span>;
    const ref = refText(part.object);
    return (
      <button
        type="button"
        className="in-text"
        key={index}
        onClick={() => onObject(ref)}
        onMouseEnter={() => onPoint?.(ref)}
        onMouseLeave={() => onPoint?.(null)}
        onFocus={() => onPoint?.(ref)}
        onBlur={() => onPoint?.(null)}
      >
        {part.text}
      </button>
    );
  });
}
