import { useReactFlow, useViewport } from '@xyflow/react';
import type { PointerEvent } from 'react';
import { needsMap, type PaneSize } from './camera.ts';
import type { Layout } from './layout.ts';
import { freePlace } from './map-place.ts';
import type { Rect } from './measures.ts';

const MAP_HEIGHT = 84;
const MOST_WIDTH = 132;

/** The whole picture small, with the part that is seen; only where much of it is not, and where the map covers nothing. For the pointer: the keyboard goes from thing to thing. */
export function Minimap({ layout, pane }: { readonly layout: Layout; readonly pane: PaneSize }) {
  const flow = useReactFlow();
  const view = useViewport();
  if (!needsMap({ w: layout.width, h: layout.height }, pane, view)) return null;
  const scale = Math.min(MOST_WIDTH / layout.width, MAP_HEIGHT / layout.height);
  const go = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons !== 1) return;
    dispatchEvent(new Event('hopscope:moved'));
    const { left, top } = event.currentTarget.getBoundingClientRect();
    void flow.setViewport({
      x: pane.w / 2 - ((event.clientX - left) / scale) * view.zoom,
      y: pane.h / 2 - ((event.clientY - top) / scale) * view.zoom,
      zoom: view.zoom,
    });
  };
  const boxes = [...layout.cards, ...layout.outside, ...layout.balancers, ...layout.pods];
  const at = freePlace(
    { w: layout.width * scale, h: layout.height * scale },
    [...boxes, ...layout.machines, ...layout.nodeFolds, ...bandTitles(layout)],
    pane,
    view,
  );
  if (at === null) return null;
  return (
    <svg
      className="minimap nopan nowheel"
      style={{ left: at.x, top: at.y }}
      width={layout.width * scale}
      height={layout.height * scale}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      aria-hidden="true"
      onPointerDown={go}
      onPointerMove={go}
    >
      {layout.machines.map(({ id, x, y, w, h }) => (
        <rect className="map-machine" key={id} x={x} y={y} width={w} height={h} />
      ))}
      {boxes.map(({ x, y, w, h }) => (
        <rect className="map-box" key={`${x} ${y}`} x={x} y={y} width={w} height={h} />
      ))}
      <rect
        className="map-view"
        x={-view.x / view.zoom}
        y={-view.y / view.zoom}
        width={pane.w / view.zoom}
        height={pane.h / view.zoom}
      />
    </svg>
  );
}

/** Where the titles of both bands stand. */
function bandTitles({ divider }: Layout): readonly Rect[] {
  return [0, divider].map((y) => ({ x: 0, y, w: 160, h: 26 }));
}
