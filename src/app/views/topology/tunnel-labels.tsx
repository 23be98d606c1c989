import { useMemo } from 'react';
import { hopIndex, useApp } from '#store';
import type { Layout } from './layout.ts';
import type { Leg } from './position.ts';
import { tunnelsOf, wordAt } from './tunnels.ts';

/** The outer addresses of overlays beside the wires on which the run uses them; the strip says the same to who cannot see. */
export function TunnelLabels({ layout, legs }: { readonly layout: Layout; readonly legs: readonly Leg[] }) {
  const hops = useApp((state) => state.run.answer?.trace.hops ?? null);
  const now = useApp(hopIndex);
  const tunnels = useMemo(() => (hops ? tunnelsOf(layout, legs, hops) : []), [layout, legs, hops]);
  return tunnels.map((tunnel) => {
    const { text, state } = wordAt(tunnel, now);
    const { x, y, w, h } = tunnel.at;
    return (
      <span
        className="tunnel"
        key={tunnel.id}
        data-state={state}
        aria-hidden="true"
        style={{ left: x, top: y, width: w, height: h }}
      >
        {text}
      </span>
    );
  });
}
