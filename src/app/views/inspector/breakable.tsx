import { Fragment } from 'react';

/** Text in mono that may wrap where a reader would cut it: after a slash, a colon, a comma, a dash, a name's dot; never inside an IPv4 address. */
export function Breakable({ text }: { readonly text: string }) {
  const parts = text.split(/(?<=[/:,=|-])(?=[^\s/:,=|-])|(?<=\.)(?=[^\s\d.])/);
  return (
    <code>
      {parts.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts of one word have no identity but their place
        <Fragment key={index}>
          {index === 0 ? null : <wbr />}
          {part}
        </Fragment>
      ))}
    </code>
  );
}
