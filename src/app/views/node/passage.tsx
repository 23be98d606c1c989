import type { NodeInside, PassageLink } from '#view';
import type { Connection } from './connections.ts';

/** The interfaces on the way of the connection that is shown: from where its packets come, through the hooks, to where they go. */
export function Passage(props: { readonly inside: NodeInside; readonly current: Connection | null }) {
  const { inside, current } = props;
  const passage = inside.passages.find(({ pass }) => pass === current?.pass);
  if (!passage) return null;
  return (
    <ol className="passage" aria-label={`Interfaces on the way through ${inside.node}`}>
      {passage.came.map((link) => (
        <Link key={`came ${link.name} ${link.note}`} link={link} />
      ))}
      <li data-kind="kernel">
        <b>kernel</b>
        <span className="faint">{passage.left.length === 0 ? 'it ends here' : 'the stops below'}</span>
      </li>
      {passage.left.map((link) => (
        <Link key={`left ${link.name} ${link.note}`} link={link} />
      ))}
    </ol>
  );
}

function Link({ link: { name, kind, note } }: { readonly link: PassageLink }) {
  return (
    <li data-kind={kind}>
      {kind === 'process' ? <b>{name}</b> : <code>{name}</code>}
      <span className="faint">{note}</span>
    </li>
  );
}
