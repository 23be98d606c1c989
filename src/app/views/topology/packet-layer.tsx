import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import { appStore, hopAt, hopIndex, useApp, viewOf } from '#store';
import { stopsIn } from '#view';
import { LayerMark, movedAt, shortRef } from '#views/common';
import { besidePacket } from './coverable.ts';
import type { Layout } from './layout.ts';
import './packet.css';
import { mapIn } from './map-place.ts';
import type { Point, Rect } from './measures.ts';
import { type Leg, positionAt } from './position.ts';
import { nearestPoint, placeTag } from './tag-place.ts';
import { tagFont, tagText } from './tag-text.ts';
import type { Tunnel } from './tunnels.ts';

/** The tag keeps so far from the pane's edge. In pixels, as what follows. */
const EDGE = 4;
/** Of the packet with its halo. */
const RADIUS = 11;
const LEAST_LEAD = 10;
const NO_STOPS: ReadonlySet<string> = new Set();

/**
 * The moving packet with its tag, on a layer of its own above the picture. It follows the store without rendering:
 * only its transform changes while it moves.
 */
export function PacketLayer(props: {
  readonly layout: Layout;
  readonly legs: readonly Leg[];
  readonly tunnels: readonly Tunnel[];
  readonly shown: boolean;
}) {
  const { layout, legs, tunnels, shown } = props;
  const packet = useRef<HTMLDivElement>(null);
  const flow = useReactFlow();
  const flowStore = useStoreApi();
  const answer = useApp((state) => state.run.answer);
  const index = useApp(hopIndex);
  const hop = hopAt(answer, index);
  const stops = useMemo(() => (answer ? stopsIn(answer.trace) : null), [answer]);
  const stopped = hop !== null && stops?.has(hop.key) === true;

  useEffect(() => {
    const beside = besidePacket(layout, legs, index, stops ?? NO_STOPS);
    const written = [...beside.solid, ...tunnels.map(({ at }) => at)];
    let placed = '';
    let frame = 0;
    const place = () => {
      const element = packet.current;
      const state = appStore.getState();
      const { t } = state.player;
      // The picture of a new answer comes a moment after it: until then the packet stays.
      if (!element || hopAt(state.run.answer, hopIndex(state))?.key !== legs[hopIndex(state)]?.hop) return;
      const at = positionAt(legs, hopIndex(state), movedAt(t));
      element.hidden = at === null;
      if (!at) return;
      const { x, y, zoom } = flow.getViewport();
      element.style.transform = `translate(${at.x * zoom + x}px, ${at.y * zoom + y}px)`;
      element.dataset.moving = String(movedAt(t) > 0 && (legs[Math.floor(t + 1e-6) + 1]?.length ?? 0) > 0);
      if (element.dataset.moving !== 'true' && frame === 0)
        frame = requestAnimationFrame(() => placeItsTag(element, at));
    };
    /** The tag's size is known once it is laid out; asking for it before would make the browser do that at once. */
    const placeItsTag = (element: HTMLElement, at: Point) => {
      frame = 0;
      const tag = element.querySelector<HTMLElement>('.packet-tag');
      const layer = element.parentElement;
      if (!tag || !layer) return;
      const view = flow.getViewport();
      const { x, y, zoom } = view;
      tag.style.fontSize = `${tagFont(zoom)}px`;
      const size = { w: tag.offsetWidth / zoom, h: tag.offsetHeight / zoom };
      const pane = { w: layer.clientWidth, h: layer.clientHeight };
      const key = [at.x, at.y, x, y, zoom, size.w, pane.w, pane.h].join(' ');
      if (key === placed) return;
      placed = key;
      const inPicture = (px: Rect) => ({ x: (px.x - x) / zoom, y: (px.y - y) / zoom, w: px.w / zoom, h: px.h / zoom });
      const seen = inPicture({ x: EDGE, y: EDGE, w: pane.w - 2 * EDGE, h: pane.h - 2 * EDGE });
      const map = mapIn(layout, legs, pane, view);
      const solid = map ? [...written, inPicture(map)] : written;
      const offset = placeTag(at, size, { ...beside, solid, seen });
      tag.style.left = `${offset.x * zoom}px`;
      tag.style.top = `${offset.y * zoom}px`;
      drawLead(element, nearestPoint({ ...offset, ...size }), zoom);
    };
    place();
    const leave = [appStore.subscribe(place), flowStore.subscribe(place)];
    return () => {
      cancelAnimationFrame(frame);
      leave.forEach((one) => one());
    };
  }, [layout, legs, tunnels, hop, stops, index, flow, flowStore]);

  if (!hop || !shown) return null;
  return (
    <div className="packet-layer" aria-hidden="true">
      <div
        className="packet"
        ref={packet}
        data-layer={hop.layer}
        data-hop={hop.key}
        data-stopped={stopped}
        data-way={hop.way}
        data-wrapped={hop.after?.encapsulates ? 'true' : 'false'}
        data-place={hop.at.place.kind}
        data-hook={hop.at.hook}
      >
        <span className="packet-lead" />
        <span className="packet-dot">{stopped ? '✕' : hop.way === 'reply' ? '↩' : null}</span>
        <Tag index={index} />
      </div>
    </div>
  );
}

/** A tag that stands away from its packet is tied to it. */
function drawLead(packet: HTMLElement, to: Point, zoom: number): void {
  const lead = packet.querySelector<HTMLElement>('.packet-lead');
  if (!lead) return;
  const length = Math.hypot(to.x, to.y) * zoom - RADIUS;
  lead.hidden = length < LEAST_LEAD;
  lead.style.width = `${Math.max(0, length)}px`;
  lead.style.transform = `rotate(${Math.atan2(to.y, to.x)}rad) translateX(${RADIUS}px)`;
}

function Tag({ index }: { readonly index: number }) {
  const answer = useApp((state) => state.run.answer);
  const cards = useApp((state) => state.run.loaded?.picture.rules);
  const hop = hopAt(answer, index);
  const view = viewOf(answer, hop);
  if (!hop || !view) return null;
  return (
    <span className="packet-tag">
      <LayerMark layer={hop.layer} />
      {tagText(hop, view, cards ?? [], shortRef)}
    </span>
  );
}
