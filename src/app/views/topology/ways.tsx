import { useEffect, useRef } from 'react';
import { appStore, hopIndex, useApp } from '#store';
import { movedAt } from '#views/common';
import type { Layout } from './layout.ts';
import { type Leg, pathData } from './position.ts';

/**
 * The lines of the picture: links between cards, and the way, as far as it was travelled and as it goes on. A lookup is
 * drawn while the packet is in it: resolvers ask often, and the way of the request would be lost among them.
 */
export function Ways({ layout, legs }: { readonly layout: Layout; readonly legs: readonly Leg[] }) {
  const now = useApp(hopIndex);
  const current = legs[now]?.way;
  const pass = legs[now]?.pass;
  return (
    <svg className="ways" width={layout.width} height={layout.height} aria-hidden="true">
      <line className="divider" x1="0" x2={layout.width} y1={layout.divider} y2={layout.divider} />
      {layout.links.map((link) => (
        <path className="link" key={link.id} d={pathData(link.points, 8)} />
      ))}
      {legs.map((leg, index) => {
        const travelled = index <= now;
        if (leg.way === 'reply' && !travelled) return null;
        if (leg.why === 'lookup' && leg.pass !== pass) return null;
        const phase = index === now ? 'current' : travelled ? 'travelled' : 'ahead';
        return (
          <path
            className="way"
            key={leg.hop}
            data-layer={leg.layer}
            data-way={leg.way}
            data-phase={phase}
            data-dim={current === 'reply' && leg.way === 'forward'}
            d={pathData(leg.points)}
          />
        );
      })}
      <Moving leg={legs[now + 1]} />
    </svg>
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
