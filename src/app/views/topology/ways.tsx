import { useEffect, useMemo, useRef } from 'react';
import { appStore, hopIndex, useApp } from '#store';
import { type LayerName, stopsIn } from '#view';
import { movedAt } from '#views/common';
import { linesOf } from './drawn-lines.ts';
import type { Layout } from './layout.ts';
import type { Point } from './measures.ts';
import { type Leg, lengthOf, pathData } from './position.ts';
import { type ColouredPiece, colouredPieces } from './way-colours.ts';
import './ways.css';

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
      {lines.flatMap(({ leg, phase, pieces }) =>
        byColour(pieces.flatMap((piece) => colouredPieces(piece, leg.layer, layout.machines))).map(([layer, data]) => (
          <path
            className="way"
            key={`${leg.hop} ${layer}`}
            data-layer={layer}
            data-way={leg.way}
            data-phase={phase}
            data-dim={legs[now]?.way === 'reply' && leg.way === 'forward'}
            d={data}
          />
        )),
      )}
      <Moving leg={legs[now + 1]} layout={layout} />
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

function byColour(pieces: readonly ColouredPiece[]): readonly (readonly [LayerName, string])[] {
  const data = new Map<LayerName, string>();
  for (const { layer, points } of pieces) data.set(layer, `${data.get(layer) ?? ''}${pathData(points)}`);
  return [...data];
}

/** The part of the way to the next hop that the packet has behind it. Follows the store without rendering. */
function Moving({ leg, layout }: { readonly leg: Leg | undefined; readonly layout: Layout }) {
  const group = useRef<SVGGElement>(null);
  const pieces = useMemo(
    () => (leg && leg.length > 0 ? colouredPieces(leg.points, leg.layer, layout.machines) : []),
    [leg, layout],
  );
  useEffect(() => {
    const lengths = pieces.map(({ points }) => lengthOf(points));
    const whole = lengths.reduce((sum, length) => sum + length, 0);
    const draw = () => {
      let left = movedAt(appStore.getState().player.t) * whole;
      for (const [index, path] of [...(group.current?.children ?? [])].entries()) {
        const length = lengths[index] ?? 0;
        const part = length === 0 ? 0 : Math.max(0, Math.min(1, left / length));
        path.setAttribute('stroke-dasharray', `${part} 2`);
        path.setAttribute('visibility', part > 0 ? 'visible' : 'hidden');
        left -= length;
      }
    };
    draw();
    return appStore.subscribe(draw);
  }, [pieces]);
  return (
    <g ref={group}>
      {pieces.map(({ layer, points }) => (
        <path className="way moving" key={pathData(points)} data-layer={layer} pathLength={1} d={pathData(points)} />
      ))}
    </g>
  );
}
