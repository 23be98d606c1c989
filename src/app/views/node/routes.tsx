import type { NodeInside } from '#view';
import { count } from '#views/common';
import { useHopKey } from './here.ts';
import { Part } from './part.tsx';

/** The table `main` as `ip route` prints it. */
export function Routes({ inside }: { readonly inside: NodeInside }) {
  return <RouteList title="Routes" node={inside.node} table={inside.routes} commands={inside.commands.routes} />;
}

/** The table `local`: which addresses are the node's own. The kernel asks it first. */
export function LocalRoutes({ inside }: { readonly inside: NodeInside }) {
  return <RouteList title="Local routes" node={inside.node} table={inside.local} commands={inside.commands.local} />;
}

/** The lines of a route table; those that this run used are marked. */
function RouteList(props: {
  readonly title: string;
  readonly node: string;
  readonly table: NodeInside['routes'];
  readonly commands: readonly string[];
}) {
  const key = useHopKey();
  const { shown, more } = props.table;
  return (
    <Part title={props.title} node={props.node} commands={props.commands}>
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
