import { Fragment } from 'react';
import { cuts } from './cuts.ts';
import './command-text.css';

/** A command that wraps at its spaces, and inside a word only where it is longer than the line; goes on indented. */
export function CommandText({ text }: { readonly text: string }) {
  return (
    <code className="command-text">
      {text.split(' ').map((word, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- words of one command have no identity but their place
        <Fragment key={index}>
          {index === 0 ? null : ' '}
          <span>
            {cuts(word).map((part, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- parts of one word have no identity but their place
              <Fragment key={at}>
                {at === 0 ? null : <wbr />}
                {part}
              </Fragment>
            ))}
          </span>
        </Fragment>
      ))}
    </code>
  );
}
