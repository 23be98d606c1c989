import { Fragment } from 'react';
import { cuts } from '#views/common';

/** Text in mono that wraps only where a reader would cut it. */
export function Breakable({ text }: { readonly text: string }) {
  return (
    <code>
      {cuts(text).map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts of one word have no identity but their place
        <Fragment key={index}>
          {index === 0 ? null : <wbr />}
          {part.startsWith('-') ? <span className="option">{part}</span> : part}
        </Fragment>
      ))}
    </code>
  );
}
