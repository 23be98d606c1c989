import { useEffect, useMemo, useRef } from 'react';
import { appStore, hopIndex, useApp } from '#store';
import { stopsIn } from '#view';
import { movedAt } from '#views/common';
import { linesOf } from './drawn-lines.ts';
import type { Layout } from './layout.ts';
import type { Point } from './measures.ts';
import { type Leg, pathData } from './position.ts';

/** The lines of the picture: links between cards, and the way, as far as it was travelled and as it goes on. */
export function Ways({ layout, legs }: { readonly layout: Layout; readonly legs: readonly Leg[] }) {
  const now = useApp(hopIndex);
  const lines = useMemo(() => linesOf(legs, now), [legs, now]);
  const trace = useApp((state) => state.run.answer?.trace ?? null);
  const stopped = useMemo(() => (trace ? stopsIn(trace) : null), [trace]);
  return (
    <svg className="ways" width={layout.width} height={layout.height} aria-hidden="true">
      <line className="divider" x1="0" x2={layout.width} y1={layout.divider} y2={layout.divider} />
      {layout.links.map((link) => (
        <path className="link" key={link.id} d={pathData(link.points, 8)} />
      ))}
      {lines.map(({ leg, phase, pieces }) => (
        <path
          className="way"
          key={leg.hop}
          data-layer={leg.layer}
          data-way={leg.way}
          data-phase={phase}
          data-dim={legs[now]?.way === 'reply' && leg.way === 'forward'}
          d={pieces.map((piece) => pathData(piece)).join('')}
        />
      ))}
      <Moving leg={legs[now + 1]} />
      {lines.map(({ leg, phase }) => {
        const ends = stopped?.has(leg.hop) && (leg.length > 0 || phase !== 'ahead');
        const end = ends ? leg.points.at(-1) : undefined;
        return end ? <StopSign key={leg.hop} at={end} /> : null;
      })}
    </svg>
  );
}

/** Where the way ends that did not arrive, whether the packet is there or not. */
function StopSign({ at: { x, y } }: { readonly at: Point }) {
  return (
    <g className="way-stop">
      <circle cx={x} cy={y} r="7" />
      <path d={`M${x - 3} ${y - 3}l6 6m0-6l-6 6`} />
    </g>
  );
}

/** The part of the way to the next hop that the packet has behind it. Follows the store without rendering. */
function Moving({ leg }: { readonly leg: Leg | undefined }) {
  const path = useRef<SVGPathElement>(null);
  useEffect(() => {
    const draw = () => {
      const moved = movedAt(appStore.getState().player.t);
      path.current?.setAttribute('stroke-dasharray', `${moved} 2`);
      path.current?.setAttribute('visibility', moved > 0 ? 'visible' : 'hidden');
    };
    draw();
    return appStore.subscribe(draw);
  }, [leg]);
  if (!leg || leg.length === 0) return null;
  return <path className="way moving" ref={path} data-layer={leg.layer} pathLength={1} d={pathData(leg.points)} />;
}
