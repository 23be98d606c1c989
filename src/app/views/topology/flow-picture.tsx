import { ReactFlow, ReactFlowProvider, ViewportPortal } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useApp } from '#store';
import { late, Place } from '#views/common';
import { Bands } from './bands.tsx';
import { type GraphNode, nodeTypes } from './boxes.tsx';
import { CameraControl } from './camera-control.tsx';
import { type PaneSize, restingView } from './camera.ts';
import { FocusControl } from './focus-control.tsx';
import type { Layout } from './layout.ts';
import type { Rect } from './measures.ts';
import { PacketLayer } from './packet-layer.tsx';
import type { Leg } from './position.ts';
import { TunnelLabels, useTunnels } from './tunnel-labels.tsx';
import { Ways } from './ways.tsx';

const AllWays = late(async () => (await import('./all-ways.tsx')).AllWays);
const Minimap = late(async () => (await import('./minimap.tsx')).Minimap);

/** The picture that can be moved and zoomed, with the packet on it. */
export function FlowPicture(props: {
  readonly layout: Layout;
  readonly nodes: readonly GraphNode[];
  readonly legs: readonly Leg[];
  readonly way: Rect | null;
  readonly pane: PaneSize;
  readonly page: 'columns' | 'column';
  readonly freshness: 'fresh' | 'stale';
}) {
  const { layout, nodes, legs, way, pane, page, freshness } = props;
  const ways = useApp((state) => state.picture.ways);
  const tunnels = useTunnels(layout, legs, way, pane);
  const moves = page === 'columns';
  return (
    <ReactFlowProvider>
      <ReactFlow
        nodes={[...nodes]}
        edges={[]}
        nodeTypes={nodeTypes}
        defaultViewport={restingView({ w: layout.width, h: layout.height }, pane, way)}
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
        preventScrolling={moves}
        panOnDrag={moves}
        panOnScroll={moves}
        zoomOnScroll={false}
        zoomOnPinch={moves}
        onMoveStart={(event) => {
          if (event) dispatchEvent(new Event('hopscope:moved'));
        }}
        proOptions={{ hideAttribution: true }}
      >
        <ViewportPortal>
          <Ways layout={layout} legs={legs} />
          <TunnelLabels tunnels={tunnels} />
          {ways === 'all' ? (
            <Place part="The ways of all requests">
              <AllWays layout={layout} />
            </Place>
          ) : null}
          <Bands layout={layout} />
        </ViewportPortal>
        <PacketLayer layout={layout} legs={legs} tunnels={tunnels} shown={freshness === 'fresh'} />
        <CameraControl layout={layout} legs={legs} way={way} pane={pane} scrolls={moves ? 'pane' : 'page'} />
        <FocusControl />
        {moves ? (
          <Place part={null}>
            <Minimap layout={layout} legs={legs} pane={pane} />
          </Place>
        ) : null}
      </ReactFlow>
    </ReactFlowProvider>
  );
}
