import { useMemo } from 'react';
import { useApp } from '#store';
import { stopsIn } from '#view';
import { LayerMark } from '#views/common';
import type { Layout } from './layout.ts';
import { type LegendEntry, legendOf } from './legend-entries.ts';
import type { Leg } from './position.ts';
import './legend.css';

/** What the signs of the picture mean, as far as it has them. */
export function Legend({ layout, legs }: { readonly layout: Layout | null; readonly legs: readonly Leg[] }) {
  const trace = useApp((state) => state.run.answer?.trace ?? null);
  const entries = useMemo(
    () => (layout ? legendOf(layout, legs, trace, trace ? stopsIn(trace) : new Set()) : []),
    [layout, legs, trace],
  );
  return (
    <p className="legend">
      {entries.map((entry) => (
        <span className="legend-entry" key={'layer' in entry ? entry.layer : entry.kind}>
          <Sign entry={entry} />
        </span>
      ))}
      <a href="https://reactflow.dev" target="_blank" rel="noreferrer">
        React Flow
      </a>
    </p>
  );
}

function Sign({ entry }: { readonly entry: LegendEntry }) {
  switch (entry.kind) {
    case 'here':
      return <Key name="here">packet is here</Key>;
    case 'rule':
      return <Key name="rule">a rule</Key>;
    case 'link':
      return <Key name="line link">points to</Key>;
    case 'decides':
      return <Key name="lit">decides now</Key>;
    case 'receiver':
      return <Key name="receiver">received it</Key>;
    case 'notReady':
      return <Key name="not-ready">not ready</Key>;
    case 'ahead':
      return <Key name="line ahead">still to come</Key>;
    case 'reply':
      return (
        <>
          <span className="key reply" aria-hidden="true">
            ↩
          </span>
          <Key name="line back">reply</Key>
        </>
      );
    case 'wrapped':
      return <Key name="wrapped">in overlay</Key>;
    case 'stopped':
      return (
        <>
          <span className="key stopped" aria-hidden="true">
            ✕
          </span>
          stopped here
        </>
      );
    case 'sign':
      return (
        <>
          <LayerMark layer={entry.layer} /> {entry.word}
        </>
      );
    case 'line':
      return (
        <>
          <span className="key line" data-layer={entry.layer} aria-hidden="true" />
          <LayerMark layer={entry.layer} /> {entry.word}
        </>
      );
  }
}

function Key({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <>
      <span className={`key ${name}`} aria-hidden="true" /> {children}
    </>
  );
}
