import { useMemo } from 'react';
import { hopAt, hopIndex, useApp } from '#store';
import { badgeRoom } from './badge-room.ts';
import type { PaneSize } from './camera.ts';
import { linesOf } from './drawn-lines.ts';
import type { Layout } from './layout.ts';
import type { Rect } from './measures.ts';
import type { Leg } from './position.ts';
import { type Tunnel, tunnelsOf, wordAt } from './tunnels.ts';
import './tunnels.css';

/** The overlays whose lines are drawn at the current hop, each with the place of its badge. */
export function useTunnels(layout: Layout, legs: readonly Leg[], way: Rect | null, pane: PaneSize): readonly Tunnel[] {
  const hops = useApp((state) => state.run.answer?.trace.hops ?? null);
  const now = useApp(hopIndex);
  const all = useMemo(() => {
    if (!hops) return [];
    return tunnelsOf(layout, legs, hops, badgeRoom(layout, pane, way));
  }, [layout, legs, hops, way, pane]);
  return useMemo(() => {
    const drawn = new Set(linesOf(legs, now).map(({ leg }) => leg.hop));
    return all.filter(({ line }) => drawn.has(line));
  }, [all, legs, now]);
}

/** The outer addresses of overlays on the lines of the packets that they wrap; the strip says the same to who cannot see. */
export function TunnelLabels({ tunnels }: { readonly tunnels: readonly Tunnel[] }) {
  const now = useApp(hopIndex);
  const pass = useApp((state) => hopAt(state.run.answer, hopIndex(state))?.pass);
  return tunnels.map((tunnel) => {
    const { text, state } = wordAt(tunnel, now, pass);
    const { x, y, w, h } = tunnel.at;
    return (
      <span
        className="tunnel"
        key={tunnel.id}
        data-state={state}
        data-upright={h > w}
        aria-hidden="true"
        style={{ left: x, top: y, width: w, height: h }}
      >
        {text}
      </span>
    );
  });
}
