import { Fragment } from 'react';
import './command-text.css';

/**
 * A command that wraps at its spaces, so that no option is torn from its dashes, and goes on indented. A word that is
 * longer than the line breaks inside it.
 */
export function CommandText({ text }: { readonly text: string }) {
  return (
    <code className="command-text">
      {text.split(' ').map((word, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- words of one command have no identity but their place
        <Fragment key={index}>
          {index === 0 ? null : ' '}
          <span>{word}</span>
        </Fragment>
      ))}
    </code>
  );
}
