import { type ComponentType, type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { actions, type InspectorTab, useApp } from '#store';
import { late, Place } from '#views/common';
import { Assumed } from './assumed.tsx';
import './inspector.css';
import { PathTab } from './path-tab.tsx';
import { Reachability } from './reachability.tsx';
import { tabsFor } from './tabs.ts';
import { TextTwin } from './text-twin.tsx';
import { Unsupported } from './unsupported.tsx';

const PANELS: Readonly<Record<InspectorTab, ComponentType>> = {
  path: PathTab,
  text: TextTwin,
  findings: Unsupported,
  reachability: Reachability,
  assumed: Assumed,
  compare: late(async () => (await import('./compare.tsx')).Compare),
};

/** What happened, in words and tables: the hop that is looked at, and what holds for the whole run. */
export function Inspector() {
  const chosen = useApp((state) => state.panes.inspector);
  const trace = useApp((state) => state.run.answer?.trace ?? null);
  const tabs = tabsFor({
    unsupported: trace?.unsupported ?? [],
    assumed: trace?.assumed.length ?? 0,
  });
  const tab = tabs.some((one) => one.id === chosen) ? chosen : 'path';
  const list = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const Panel = PANELS[tab];

  useLayoutEffect(() => {
    if (panel.current) panel.current.scrollTop = 0;
  }, [tab]);

  useEffect(() => {
    const chip = list.current?.querySelector<HTMLElement>(`#tab-${tab}`);
    const row = list.current;
    if (!chip || !row) return;
    const past = chip.offsetLeft + chip.offsetWidth - (row.scrollLeft + row.clientWidth);
    if (past > 0) row.scrollLeft += past;
    else if (chip.offsetLeft < row.scrollLeft) row.scrollLeft = chip.offsetLeft;
  }, [tab]);

  const onKey = (event: KeyboardEvent) => {
    const at = tabs.findIndex((one) => one.id === tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const next = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    actions.showInspector(next.id);
    list.current?.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus();
  };

  return (
    <aside className="inspector" aria-label="Inspector">
      <div className="tabs" role="tablist" tabIndex={-1} aria-label="Inspector" ref={list} onKeyDown={onKey}>
        {tabs.map((one) => (
          <button
            type="button"
            role="tab"
            key={one.id}
            id={`tab-${one.id}`}
            aria-selected={one.id === tab}
            aria-controls="inspector-panel"
            tabIndex={one.id === tab ? 0 : -1}
            onClick={() => actions.showInspector(one.id)}
          >
            {one.label}
          </button>
        ))}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a panel that scrolls has to be reachable by keys */}
      <div
        className="inspector-panel"
        id="inspector-panel"
        role="tabpanel"
        aria-labelledby={`tab-${tab}`}
        tabIndex={0}
        ref={panel}
      >
        <Place key={tab} part="This tab">
          <Panel />
        </Place>
      </div>
    </aside>
  );
}
