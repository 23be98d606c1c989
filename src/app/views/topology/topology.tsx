import { ReactFlow, ReactFlowProvider, useReactFlow, ViewportPortal } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import '@xyflow/react/dist/base.css';
import { staleBecause, useApp } from '#store';
import { Icon, useNarrow } from '#views/common';
import { type GraphNode, nodeTypes } from './boxes.tsx';
import { layOut, type Layout } from './layout.ts';
import { neededBy } from './needed.ts';
import { PacketLayer } from './packet-layer.tsx';
import { legsOf } from './position.ts';
import './topology.css';
import { Ways } from './ways.tsx';

const NONE: readonly GraphNode[] = [];

/** The picture: rules above, places below, the way of the current request and the packet on it. */
export function Topology() {
  return (
    <ReactFlowProvider>
      <Pane />
    </ReactFlowProvider>
  );
}

function Pane() {
  const picture = useApp((state) => state.run.loaded?.picture ?? null);
  const answer = useApp((state) => state.run.answer);
  const unfolded = useApp((state) => state.panes.unfolded);
  const stale = useApp((state) => staleBecause(state) !== null);
  const narrow = useNarrow();
  const layout = useMemo(
    () => (picture ? layOut(picture, neededBy(answer), new Set(unfolded), narrow ? 'narrow' : 'wide') : null),
    [picture, answer, unfolded, narrow],
  );
  const legs = useMemo(
    () => (layout && answer ? legsOf(layout, answer.trace.hops, answer.trace.passes) : []),
    [layout, answer],
  );
  const nodes = useMemo(() => (layout ? graphNodes(layout) : NONE), [layout]);
  return (
    <section
      className="topology"
      aria-label="Picture of the cluster"
      data-stale={stale}
      style={narrowHeight(narrow, layout)}
    >
      <ReactFlow
        nodes={[...nodes]}
        edges={[]}
        nodeTypes={nodeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        elementsSelectable={false}
        deleteKeyCode={null}
        selectionKeyCode={null}
        panActivationKeyCode={null}
        disableKeyboardA11y
        zoomOnDoubleClick={false}
        minZoom={0.1}
        maxZoom={2}
        preventScrolling={!narrow}
        panOnDrag={!narrow}
        proOptions={{ hideAttribution: true }}
      >
        {layout ? (
          <ViewportPortal>
            <Ways layout={layout} legs={legs} />
            <p className="band" style={{ top: 4 }}>
              Rules, what decides
            </p>
            <p className="band" style={{ top: layout.divider + 6 }}>
              Places, where packets are
            </p>
          </ViewportPortal>
        ) : null}
        <PacketLayer legs={legs} shown={!stale} />
        {layout ? <Fit layout={layout} /> : null}
      </ReactFlow>
      <Legend />
      {stale ? <p className="stale-note">The picture is of the last text that could be read.</p> : null}
    </section>
  );
}

/** On a phone the pane is as high as the picture is when it fills the width. */
function narrowHeight(narrow: boolean, layout: Layout | null): { readonly aspectRatio: string } | undefined {
  return narrow && layout ? { aspectRatio: `${layout.width + 12} / ${layout.height + 40}` } : undefined;
}

/** Fits the picture when its size or the pane's changes, and on the button. */
function Fit({ layout }: { readonly layout: Layout }) {
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

function Legend() {
  return (
    <p className="legend">
      <span className="key place" aria-hidden="true" /> a place
      <span className="key rule" aria-hidden="true" /> only a rule
      <span className="key lit" aria-hidden="true" /> decides now
    </p>
  );
}

function graphNodes(layout: Layout): readonly GraphNode[] {
  const at = ({ x, y, w, h }: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }) => ({
    position: { x, y },
    width: w,
    height: h,
  });
  return [
    ...layout.cards.map((box) => ({ id: box.item.id, type: 'card' as const, ...at(box), zIndex: 2, data: { box } })),
    ...layout.machines.map((box) => ({ id: box.id, type: 'machine' as const, ...at(box), zIndex: 0, data: { box } })),
    ...layout.pods.map((box) => ({ id: box.item.id, type: 'pod' as const, ...at(box), zIndex: 2, data: { box } })),
    ...layout.outside.map((box) => ({
      id: `outside:${box.ip}`,
      type: 'outside' as const,
      ...at(box),
      zIndex: 2,
      data: { box },
    })),
    ...layout.balancers.map((box) => ({
      id: `balancer:${box.balancer.service}`,
      type: 'balancer' as const,
      ...at(box),
      zIndex: 2,
      data: { box },
    })),
    ...(layout.moreNodes
      ? [
          {
            id: 'more-nodes',
            type: 'more' as const,
            ...at(layout.moreNodes),
            zIndex: 2,
            data: { title: layout.moreNodes.title, note: layout.moreNodes.note, fold: 'nodes' },
          },
        ]
      : []),
  ];
}
