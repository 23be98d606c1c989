import { Fragment } from 'react';

/** Where a reader would cut a text in mono: after a slash, a colon, a comma, a dash, a name's dot; never inside an IPv4 address. */
const CUT = /(?<=[/:,=|-])(?=[^\s/:,=|-])|(?<=\.)(?=[^\s\d.])/;
const OPTION = /(?<=^|\s)(?=-)|(?<=(?:^|\s)-\S*)(?=\s)/;

/** The pieces of a text between which it may wrap, spaces apart. An option of a command keeps its dashes. */
export function pieces(text: string): readonly string[] {
  return text.split(OPTION).flatMap((part) => (part.startsWith('-') ? [part] : part.split(CUT)));
}

/** Text in mono that wraps only where a reader would cut it. */
export function Breakable({ text }: { readonly text: string }) {
  return (
    <code>
      {pieces(text).map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts of one word have no identity but their place
        <Fragment key={index}>
          {index === 0 ? null : <wbr />}
          {part.startsWith('-') ? <span className="option">{part}</span> : part}
        </Fragment>
      ))}
    </code>
  );
}
