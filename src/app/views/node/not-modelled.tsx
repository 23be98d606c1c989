import { Part } from './part.tsx';

/** What a look into the real node would show besides. */
export function NotModelled(props: { readonly node: string; readonly sentences: readonly string[] }) {
  return (
    <Part title="Not modelled" node={props.node} commands={[]}>
      <ul className="node-gaps">
        {props.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Part>
  );
}
