import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { appStore, hopAt, hopIndex, useApp, viewOf } from '#store';
import { LayerMark, shortRef } from '#views/common';
import { type Leg, movedAt, positionAt } from './position.ts';

/**
 * The moving packet with its tag, on a layer of its own above the picture. It follows the store without rendering:
 * only its transform changes while it moves.
 */
export function PacketLayer({ legs, shown }: { readonly legs: readonly Leg[]; readonly shown: boolean }) {
  const packet = useRef<HTMLDivElement>(null);
  const flow = useReactFlow();
  const flowStore = useStoreApi();
  const answer = useApp((state) => state.run.answer);
  const index = useApp(hopIndex);
  const hop = hopAt(answer, index);
  const stopped = answer !== null && !answer.verdict.good && hop !== null && hop.after === null && index > 0;

  useEffect(() => {
    const place = () => {
      const element = packet.current;
      const { t } = appStore.getState().player;
      const at = positionAt(legs, t);
      if (!element) return;
      element.hidden = at === null;
      if (!at) return;
      const { x, y, zoom } = flow.getViewport();
      element.style.transform = `translate(${at.x * zoom + x}px, ${at.y * zoom + y}px)`;
      element.style.setProperty('--zoom', String(zoom));
      element.dataset.moving = String(movedAt(t) > 0 && (legs[Math.floor(t + 1e-6) + 1]?.length ?? 0) > 0);
      element.dataset.side = at.x * zoom + x < (element.parentElement?.clientWidth ?? 0) / 2 ? 'right' : 'left';
    };
    place();
    const leave = [appStore.subscribe(place), flowStore.subscribe(place)];
    return () => leave.forEach((one) => one());
  }, [legs, flow, flowStore]);

  if (!hop || !shown) return null;
  return (
    <div className="packet-layer" aria-hidden="true">
      <div
        className="packet"
        ref={packet}
        data-layer={hop.layer}
        data-hop={hop.key}
        data-stopped={stopped}
        data-place={hop.at.place.kind}
        data-hook={hop.at.hook}
      >
        <span className="packet-dot">{stopped ? '✕' : null}</span>
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
  return (
    <span className="packet-tag">
      <LayerMark layer={hop.layer} />
      {rule === undefined ? view.story.chip : `by ${shortRef(rule)}${line === undefined ? '' : `, line ${line}`}`}
    </span>
  );
}
