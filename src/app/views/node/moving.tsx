import { type RefObject, useEffect, useRef } from 'react';
import { appStore, hopAt, hopIndex, useApp } from '#store';
import type { NodeInside, Stop } from '#view';
import { movedAt } from '#views/common';

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The packet on its way through the hooks, at the same moment as in the picture. It follows the store without rendering. */
export function Moving({
  inside,
  list,
}: {
  readonly inside: NodeInside;
  readonly list: RefObject<HTMLOListElement | null>;
}) {
  const dot = useRef<HTMLSpanElement>(null);
  const hop = useApp((state) => hopAt(state.run.answer, hopIndex(state)));
  useEffect(() => {
    const place = () => {
      const state = appStore.getState();
      const index = hopIndex(state);
      const key = hopAt(state.run.answer, index)?.key ?? '';
      const stop = inside.at[key];
      const moved = movedAt(state.player.t);
      const stops = moved === 0 ? (stop === undefined ? [] : [stop]) : (inside.through[key] ?? []);
      const spot = along(spotsOf(list.current, stops), moved);
      if (!dot.current) return;
      dot.current.hidden = spot === null;
      if (spot) dot.current.style.transform = `translate(${spot.x}px, ${spot.y}px)`;
    };
    place();
    const sizes = new ResizeObserver(place);
    if (list.current) sizes.observe(list.current);
    const leave = appStore.subscribe(place);
    return () => {
      sizes.disconnect();
      leave();
    };
  }, [inside, list]);
  return <span className="stops-packet" ref={dot} data-layer={hop?.layer} data-way={hop?.way} aria-hidden="true" />;
}

/** The middle of each stop's upper edge. */
function spotsOf(list: HTMLOListElement | null, stops: readonly Stop[]): readonly Spot[] {
  return stops.flatMap((stop) => {
    const box = list?.querySelector<HTMLElement>(`[data-stop="${stop}"]`);
    return box ? [{ x: box.offsetLeft + box.offsetWidth / 2, y: box.offsetTop }] : [];
  });
}

function along(spots: readonly Spot[], part: number): Spot | null {
  const at = part * (spots.length - 1);
  const from = spots[Math.floor(at)];
  const to = spots[Math.ceil(at)];
  if (!from || !to) return null;
  const rest = at - Math.floor(at);
  return { x: from.x + (to.x - from.x) * rest, y: from.y + (to.y - from.y) * rest };
}
