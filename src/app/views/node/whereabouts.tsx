import { actions, useApp } from '#store';
import type { NodeInside } from '#view';
import { useHopKey } from './here.ts';

/** Where the packet is now: at a stop of this node, elsewhere, or never here. */
export function Whereabouts({ inside }: { readonly inside: NodeInside }) {
  const answer = useApp((state) => state.run.answer);
  const key = useHopKey();
  const stop = inside.stops.find((one) => one.steps.some(({ hop }) => hop === key));
  const step = stop?.steps.find(({ hop }) => hop === key);
  const first = answer?.trace.hops.findIndex((hop) => hop.key in inside.at) ?? -1;
  if (stop && step) {
    return (
      <p className="whereabouts" data-here="true">
        Now at <b>{stop.label}</b>: {step.chip}
      </p>
    );
  }
  if (first === -1) return <p className="whereabouts">This request never comes to {inside.node}.</p>;
  return (
    <p className="whereabouts">
      The packet is not on {inside.node} now.{' '}
      <button type="button" className="in-text" onClick={() => actions.goTo(first)}>
        To its first hop here
      </button>
    </p>
  );
}
