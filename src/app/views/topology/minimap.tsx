import { useReactFlow, useViewport } from '@xyflow/react';
import type { PointerEvent } from 'react';
import type { PaneSize } from './camera.ts';
import type { Layout } from './layout.ts';
import { mapIn, mapped } from './map-place.ts';
import type { Leg } from './position.ts';
import './minimap.css';

/** The whole picture small, with the part that is seen; only where much of it is not, and where the map covers nothing. For the pointer: the keyboard goes from thing to thing. */
export function Minimap(props: { readonly layout: Layout; readonly legs: readonly Leg[]; readonly pane: PaneSize }) {
  const { layout, legs, pane } = props;
  const flow = useReactFlow();
  const view = useViewport();
  const at = mapIn(layout, legs, pane, view);
  if (at === null) return null;
  const scale = at.w / layout.width;
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
  return (
    <svg
      className="minimap nopan nowheel"
      style={{ left: at.x, top: at.y }}
      width={at.w}
      height={at.h}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      aria-hidden="true"
      onPointerDown={go}
      onPointerMove={go}
    >
      {layout.machines.map(({ id, x, y, w, h }) => (
        <rect className="map-machine" key={id} x={x} y={y} width={w} height={h} />
      ))}
      {mapped(layout).map(({ x, y, w, h }) => (
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
