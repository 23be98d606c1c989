import { useReactFlow, useViewport } from '@xyflow/react';
import type { PointerEvent } from 'react';
import { needsMap, type PaneSize, type View } from './camera.ts';
import type { Layout } from './layout.ts';
import type { Point, Rect } from './measures.ts';

const MAP_HEIGHT = 84;
const MOST_WIDTH = 132;

/** The whole picture small, with the part that is seen; only where much of it is not. For the pointer: the keyboard goes from thing to thing. */
export function Minimap({ layout, pane }: { readonly layout: Layout; readonly pane: PaneSize }) {
  const flow = useReactFlow();
  const view = useViewport();
  if (!needsMap({ w: layout.width, h: layout.height }, pane, view)) return null;
  const scale = Math.min(MOST_WIDTH / layout.width, MAP_HEIGHT / layout.height);
  const go = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons !== 1) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    void flow.setViewport({
      x: pane.w / 2 - ((event.clientX - left) / scale) * view.zoom,
      y: pane.h / 2 - ((event.clientY - top) / scale) * view.zoom,
      zoom: view.zoom,
    });
  };
  const boxes = [...layout.cards, ...layout.outside, ...layout.balancers, ...layout.pods];
  // Who sends and who balances are few, and their edges are where a way begins: the map stays off them.
  const few = [...layout.outside, ...layout.balancers];
  const corner = freeCorner(
    { w: layout.width * scale, h: layout.height * scale },
    [...boxes, ...layout.machines, ...few, ...few, ...few],
    pane,
    view,
  );
  return (
    <svg
      className="minimap nopan nowheel"
      style={{ left: corner.x, top: corner.y }}
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

/** The corner of the pane where the map covers least. */
function freeCorner(map: PaneSize, boxes: readonly Rect[], pane: PaneSize, view: View): Point {
  const gap = 8;
  const [left, right] = [gap, pane.w - map.w - gap];
  const [top, bottom] = [gap, pane.h - map.h - gap];
  const corners = [
    { x: left, y: bottom },
    { x: right, y: bottom },
    { x: right, y: top },
    { x: left, y: top },
  ];
  const covered = corners.map((corner) => {
    const x = (corner.x - view.x) / view.zoom;
    const y = (corner.y - view.y) / view.zoom;
    const [w, h] = [map.w / view.zoom, map.h / view.zoom];
    return boxes.filter((box) => box.x < x + w && x < box.x + box.w && box.y < y + h && y < box.y + box.h).length;
  });
  return corners[covered.indexOf(Math.min(...covered))] ?? { x: right, y: bottom };
}
