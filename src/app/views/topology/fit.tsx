import { useReactFlow } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import { Icon } from '#views/common';
import type { Layout } from './layout.ts';

/** Fits the picture when its size or the pane's changes, and on the button. */
export function Fit({ layout }: { readonly layout: Layout }) {
  const flow = useReactFlow();
  const element = useRef<HTMLDivElement>(null);
  const { width, height } = layout;
  const fit = useMemo(
    () => () => {
      const pane = element.current?.closest('.react-flow');
      if (!pane || pane.clientWidth === 0) return;
      const room = { w: pane.clientWidth - 12, h: pane.clientHeight - 34 };
      const zoom = Math.min(1, room.w / width, room.h / height);
      void flow.setViewport({
        x: (pane.clientWidth - width * zoom) / 2,
        y: Math.max(6, (room.h - height * zoom) / 2),
        zoom,
      });
    },
    [flow, width, height],
  );
  useEffect(() => {
    const pane = element.current?.closest('.react-flow');
    if (!pane) return undefined;
    const observer = new ResizeObserver(fit);
    observer.observe(pane);
    fit();
    return () => observer.disconnect();
  }, [fit]);
  useEffect(() => {
    addEventListener('hopscope:fit', fit);
    return () => removeEventListener('hopscope:fit', fit);
  }, [fit]);
  return (
    <div className="zoom" ref={element}>
      <button type="button" className="button square plain" aria-label="Zoom out" onClick={() => void flow.zoomOut()}>
        <Icon name="minus" />
      </button>
      <button type="button" className="button square plain" aria-label="Fit the picture" title="Fit (f)" onClick={fit}>
        <Icon name="fit" />
      </button>
      <button type="button" className="button square plain" aria-label="Zoom in" onClick={() => void flow.zoomIn()}>
        <Icon name="plus" />
      </button>
    </div>
  );
}
