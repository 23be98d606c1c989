import { Suspense, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { actions, staleBecause, useApp } from '#store';
import { Boundary, Coming, late, Place, useNarrow } from '#views/common';
import type { GraphNode } from './boxes.tsx';
import { LAYOUT_ZOOM } from './camera.ts';
import { columnPane } from './column-pane.ts';
import { filterPicture } from './filter.ts';
import { graphNodes } from './graph-nodes.ts';
import { useSelecting } from './inside-selects.ts';
import { layOut, type Layout } from './layout.ts';
import { Legend } from './legend.tsx';
import { neededBy } from './needed.ts';
import { usePaneSize } from './pane-size.ts';
import { legsOf } from './position.ts';
import { StillPicture } from './still-picture.tsx';
import { Toolbar } from './toolbar.tsx';
import './topology.css';
import { wayArea } from './way-area.ts';

const NONE: readonly GraphNode[] = [];
const FlowPicture = late(async () => (await import('./flow-picture.tsx')).FlowPicture);
const ThingPanel = late(async () => (await import('./thing-panel.tsx')).ThingPanel);

/** The picture: rules above, places below, the way of the current request and the packet on it. */
export function Topology() {
  const [canvas, setCanvas] = useState<HTMLElement | null>(null);
  const measured = usePaneSize(canvas);
  const narrow = useNarrow();
  useSelecting();
  const stale = useApp((state) => staleBecause(state) !== null);
  const hasThing = useApp((state) => state.picture.thing !== null);
  const layout = useLayout(measured.w, narrow ? 'column' : 'columns');
  const own = useMemo(
    () => (narrow ? columnPane(layout && { w: layout.width, h: layout.height }, measured.w) : null),
    [narrow, layout, measured.w],
  );
  const pane = own ?? measured;
  const answer = useDeferredValue(useApp((state) => state.run.answer));
  const legs = useMemo(() => (layout && answer ? legsOf(layout, answer.trace) : []), [layout, answer]);
  const way = useMemo(() => (layout ? wayArea(layout, legs, answer) : null), [layout, legs, answer]);
  const nodes = useMemo(() => (layout ? graphNodes(layout) : NONE), [layout]);
  const still = layout ? <StillPicture layout={layout} nodes={nodes} pane={pane} /> : null;
  return (
    <section className="topology" aria-label="Picture of the cluster" data-stale={stale}>
      <Toolbar />
      <div className="canvas" ref={setCanvas} style={own ? { height: own.h } : undefined}>
        {layout ? (
          <Boundary
            part="What moves and zooms the picture"
            around={(said) => (
              <>
                {still}
                {said}
              </>
            )}
          >
            <Suspense
              fallback={
                <>
                  {still}
                  <Coming />
                </>
              }
            >
              <FlowPicture
                layout={layout}
                nodes={nodes}
                legs={legs}
                way={way}
                pane={pane}
                page={narrow ? 'column' : 'columns'}
                freshness={stale ? 'stale' : 'fresh'}
              />
            </Suspense>
          </Boundary>
        ) : null}
        {layout && hasThing ? (
          <Place part="What this is">
            <ThingPanel layout={layout} />
          </Place>
        ) : null}
      </div>
      {stale ? (
        <p className="stale-note">The picture is of the last text that could be read.</p>
      ) : (
        <Legend layout={layout} legs={legs} />
      )}
    </section>
  );
}

/** The picture with everything in its place, without what the filter leaves out. */
function useLayout(paneWidth: number, page: 'columns' | 'column'): Layout | null {
  // A large picture is laid out in slices of time, while the page goes on.
  const loaded = useDeferredValue(useApp((state) => state.run.loaded));
  const answer = useDeferredValue(useApp((state) => state.run.answer));
  const unfolded = useApp((state) => state.panes.unfolded);
  const filter = useApp((state) => state.picture.filter);
  const found = useApp(({ picture }) => picture.found[picture.foundAt] ?? null);
  const thing = useApp(({ picture }) => picture.thing?.ref ?? null);
  const ways = useApp(({ picture }) => (picture.ways === 'all' ? picture.allWays : null));
  const width = Math.floor((paneWidth - 12) / LAYOUT_ZOOM);
  useEffect(() => {
    if (loaded) void actions.refreshPicture();
  }, [loaded]);
  return useMemo(() => {
    if (!loaded || paneWidth === 0) return null;
    const things = [found, thing].flatMap((ref) => ref ?? []);
    const needed = neededBy(answer, ways ?? [], things);
    const picture = filterPicture(loaded.picture, filter, needed, new Set(loaded.troubled));
    return layOut(picture, needed, new Set(unfolded), { width, page });
  }, [loaded, answer, unfolded, filter, found, thing, ways, width, paneWidth, page]);
}
