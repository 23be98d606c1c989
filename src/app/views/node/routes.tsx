import type { NodeInside } from '#view';
import { count } from '#views/common';
import { useHopKey } from './here.ts';
import { Part } from './part.tsx';

/** The node's routes as `ip route` prints them; those that this run used are marked. */
export function Routes({ inside }: { readonly inside: NodeInside }) {
  const key = useHopKey();
  const { shown, more } = inside.routes;
  return (
    <Part title="Routes" node={inside.node} commands={inside.commands.routes}>
      <ul className="node-lines">
        {shown.map(({ line, note, hops }) => {
          const now = key !== null && hops.includes(key);
          return (
            <li key={line} data-now={now} data-used={hops.length > 0}>
              <code>{line}</code>
              <span className="faint">
                {hops.length > 0 ? <b>{now ? 'used now' : 'used'}: </b> : null}
                {note}
              </span>
            </li>
          );
        })}
      </ul>
      {more > 0 ? <p className="faint">and {count(more, 'more route')}</p> : null}
    </Part>
  );
}
