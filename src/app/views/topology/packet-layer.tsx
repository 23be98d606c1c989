import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import { appStore, hopAt, hopIndex, useApp, viewOf } from '#store';
import { stopsIn } from '#view';
import { LayerMark, movedAt, shortRef } from '#views/common';
import type { Layout } from './layout.ts';
import type { Point } from './measures.ts';
import { type Leg, positionAt } from './position.ts';
import { coverable } from './coverable.ts';
import { placeTag } from './tag-place.ts';

/**
 * The moving packet with its tag, on a layer of its own above the picture. It follows the store without rendering:
 * only its transform changes while it moves.
 */
export function PacketLayer(props: {
  readonly layout: Layout;
  readonly legs: readonly Leg[];
  readonly shown: boolean;
}) {
  const { layout, legs, shown } = props;
  const packet = useRef<HTMLDivElement>(null);
  const flow = useReactFlow();
  const flowStore = useStoreApi();
  const answer = useApp((state) => state.run.answer);
  const index = useApp(hopIndex);
  const hop = hopAt(answer, index);
  const stops = useMemo(() => (answer ? stopsIn(answer.trace) : null), [answer]);
  const stopped = hop !== null && stops?.has(hop.key) === true;

  useEffect(() => {
    const obstacles = coverable(layout);
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
      const { x, y, zoom } = flow.getViewport();
      const size = { w: tag.offsetWidth / zoom, h: tag.offsetHeight / zoom };
      const key = [at.x, at.y, x, y, zoom, size.w, layer.clientWidth, layer.clientHeight].join(' ');
      if (key === placed) return;
      placed = key;
      const seen = { x: -x / zoom, y: -y / zoom, w: layer.clientWidth / zoom, h: layer.clientHeight / zoom };
      const offset = placeTag(at, size, obstacles, seen);
      tag.style.left = `${offset.x * zoom}px`;
      tag.style.top = `${offset.y * zoom}px`;
    };
    place();
    const leave = [appStore.subscribe(place), flowStore.subscribe(place)];
    return () => {
      cancelAnimationFrame(frame);
      leave.forEach((one) => one());
    };
  }, [layout, legs, hop, flow, flowStore]);

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
        <span className="packet-dot">{stopped ? '✕' : hop.way === 'reply' ? '↩' : null}</span>
        <Tag index={index} />
      </div>
    </div>
  );
}

function Tag({ index }: { readonly index: number }) {
  const answer = useApp((state) => state.run.answer);
  const cards = useApp((state) => state.run.loaded?.picture.rules);
  const hop = hopAt(answer, index);
  const view = viewOf(answer, hop);
  if (!hop || !view) return null;
  const rule = view.rules.find((ref) => cards?.some((card) => card.ref === ref));
  const line = view.evidence.find((one) => one.range !== null && (rule === undefined || one.object === rule))?.range
    ?.start.line;
  const said =
    rule === undefined ? view.story.chip : `by ${shortRef(rule)}${line === undefined ? '' : `, line ${line}`}`;
  return (
    <span className="packet-tag">
      <LayerMark layer={hop.layer} />
      {hop.way === 'reply' && !said.startsWith('reply') ? 'reply: ' : ''}
      {said}
    </span>
  );
}
