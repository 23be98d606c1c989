import { useEffect, useMemo, useRef } from 'react';
import { actions, useApp } from '#store';
import { Icon, useEscape } from '#views/common';
import { ConnectionLine } from './connection-line.tsx';
import { connectionsHere, stopsOf, useConnection, useWay } from './connections.ts';
import { Conntrack } from './conntrack.tsx';
import { Interfaces } from './interfaces.tsx';
import './node.css';
import { NotModelled } from './not-modelled.tsx';
import { Passage } from './passage.tsx';
import { LocalRoutes, Routes } from './routes.tsx';
import { Rules } from './rules.tsx';
import { Stops } from './stops.tsx';
import { useInside } from './use-inside.ts';
import { Whereabouts } from './whereabouts.tsx';

/** The inside of a node, over the picture: hooks with the packet on its way through them, rules, routes, interfaces, conntrack. */
export function OpenNode({ node }: { readonly node: string }) {
  const inside = useInside(node);
  const answer = useApp((state) => state.run.answer);
  const connections = useMemo(() => (inside && answer ? connectionsHere(inside, answer) : []), [inside, answer]);
  const current = useConnection(connections);
  const way = useWay(current);
  const stops = inside ? stopsOf(inside, current, way) : [];
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusBack(heading);
  useEscape('open', close);
  return (
    <section className="node-inside" aria-label={`Inside node ${node}`}>
      <header className="node-inside-head">
        <h2 tabIndex={-1} ref={heading}>
          Inside {node}
        </h2>
        <span className="faint">{inside ? `${inside.cni}; kube-proxy: ${inside.proxy}` : ''}</span>
        <button type="button" className="button plain square" aria-label={`Close node ${node}`} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {inside && answer ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a part that scrolls has to be reachable by keys
        <fieldset className="node-inside-body" tabIndex={0} aria-label={`Parts of node ${node}`}>
          <Whereabouts inside={inside} />
          <ConnectionLine connections={connections} current={current} />
          {way === 'forward' ? <Passage inside={inside} current={current} /> : null}
          <Stops inside={inside} stops={stops} />
          <Rules node={node} stops={stops} commands={inside.commands.stops} />
          <div className="node-inside-columns">
            <Routes inside={inside} />
            <LocalRoutes inside={inside} />
            <Conntrack inside={inside} />
            <Interfaces inside={inside} />
            <NotModelled node={node} sentences={inside.notModelled} />
          </div>
        </fieldset>
      ) : null}
    </section>
  );
}

/** Takes the focus when the node opens, and gives it back to whatever had it when the node closes. */
function useFocusBack(heading: React.RefObject<HTMLHeadingElement | null>): void {
  useEffect(() => {
    const before = document.activeElement;
    const own = heading.current;
    own?.focus();
    return () => {
      const nobodyElse =
        document.activeElement === document.body || own?.closest('section')?.contains(document.activeElement);
      if (nobodyElse && before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [heading]);
}

function close(): void {
  actions.openNode(null);
}
