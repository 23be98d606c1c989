import { Fragment } from 'react';
import './command-text.css';

/** Where a word that is longer than the line is cut; never inside an IPv4 address. */
const CUT = /(?<=[/,:=]|[^\d]\.)(?=[^\s/,:=])/;

/** A command that wraps at its spaces, so that no option is torn from its dashes, and goes on indented. */
export function CommandText({ text }: { readonly text: string }) {
  return (
    <code className="command-text">
      {text.split(' ').map((word, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- words of one command have no identity but their place
        <Fragment key={index}>
          {index === 0 ? null : ' '}
          <span>
            {word.split(CUT).map((part, at) => (
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
