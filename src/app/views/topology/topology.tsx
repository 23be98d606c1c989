import { ReactFlow, ReactFlowProvider, ViewportPortal } from '@xyflow/react';
import { useMemo } from 'react';
import '@xyflow/react/dist/base.css';
import { staleBecause, useApp } from '#store';
import { useNarrow } from '#views/common';
import { type GraphNode, nodeTypes } from './boxes.tsx';
import { Fit } from './fit.tsx';
import { graphNodes } from './graph-nodes.ts';
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
        attributionPosition="bottom-center"
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

function Legend() {
  return (
    <p className="legend">
      <span className="key place" aria-hidden="true" /> a place
      <span className="key rule" aria-hidden="true" /> only a rule
      <span className="key lit" aria-hidden="true" /> decides now
    </p>
  );
}
