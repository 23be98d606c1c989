import { Part } from './part.tsx';

/** What a look into the real node would show besides. */
export function NotModelled({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <Part title="Not modelled" commands={[]}>
      <ul className="node-gaps">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Part>
  );
}
