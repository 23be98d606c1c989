import { actions, hopAt, hopIndex, useApp, viewOf } from '#store';
import type { NodeInside } from '#view';
import { useHopKey } from './here.ts';

/** Where the packet is now: at a stop of this node, in a pod of it, elsewhere, or never here. */
export function Whereabouts({ inside }: { readonly inside: NodeInside }) {
  const answer = useApp((state) => state.run.answer);
  const key = useHopKey();
  const chip = useApp((state) => viewOf(state.run.answer, hopAt(state.run.answer, hopIndex(state)))?.story.chip ?? '');
  const stop = inside.stops.find((one) => one.steps.some(({ hop }) => hop === key));
  const step = stop?.steps.find(({ hop }) => hop === key);
  const first =
    answer?.trace.hops.findIndex((hop) => inside.stops.some(({ steps }) => steps.some((one) => one.hop === hop.key))) ??
    -1;
  if (stop && step) {
    return (
      <p className="whereabouts" data-here="true">
        Now at <b>{stop.label}</b>: {step.chip}
      </p>
    );
  }
  if (key !== null && key in inside.at) {
    return (
      <p className="whereabouts" data-here="true">
        Now in a pod of {inside.node}: {chip}
      </p>
    );
  }
  if (first === -1) return <p className="whereabouts">Nothing happens to this request on {inside.node}.</p>;
  return (
    <p className="whereabouts">
      The packet is not on {inside.node} now.{' '}
      <button type="button" className="in-text" onClick={() => actions.goTo(first)}>
        To its first hop here
      </button>
    </p>
  );
}
