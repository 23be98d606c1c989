import { useRef } from 'react';
import { actions, appStore } from '#store';
import type { NodeInside, NodeStop } from '#view';
import { useHopKey, useStop } from './here.ts';
import { Moving } from './moving.tsx';

/** The kernel's hooks in the order in which packets meet them, with what was decided at each; the packet goes through them. */
export function Stops({ inside, stops }: { readonly inside: NodeInside; readonly stops: readonly NodeStop[] }) {
  const list = useRef<HTMLOListElement>(null);
  const now = useStop(inside);
  const shown = new Set(stops.flatMap(({ steps }) => steps.map(({ hop }) => hop)));
  const used = [...inside.local.shown, ...inside.routes.shown].filter(({ hops }) => hops.some((hop) => shown.has(hop)));
  return (
    <div className="stops-pane">
      <ol className="stops" aria-label={`Hooks of ${inside.node}, in order`} ref={list}>
        {stops.map((stop) => (
          <li
            key={stop.stop}
            data-stop={stop.stop}
            data-now={stop.stop === now}
            title={stop.why}
            style={{ gridArea: stop.stop }}
          >
            <b>{stop.label}</b>
            {stop.stop === 'routing' ? (
              <span className="faint">{used.length === 0 ? 'not reached' : routesAsked(used.length)}</span>
            ) : (
              <Steps stop={stop} />
            )}
          </li>
        ))}
      </ol>
      <Moving inside={inside} list={list} />
    </div>
  );
}

function routesAsked(count: number): string {
  return count === 1 ? 'one route used' : `${count} routes used`;
}

function Steps({ stop }: { readonly stop: NodeStop }) {
  const key = useHopKey();
  return stop.steps.map(({ hop, chip }) => (
    <button
      type="button"
      className="stop-step"
      key={hop}
      aria-current={hop === key ? 'step' : undefined}
      onClick={() => goToHop(hop)}
    >
      {chip}
    </button>
  ));
}

function goToHop(key: string): void {
  const hops = appStore.getState().run.answer?.trace.hops ?? [];
  const index = hops.findIndex((hop) => hop.key === key);
  if (index !== -1) actions.goTo(index);
}
