import { Suspense, useEffect, useMemo, useState } from 'react';
import {
  actions,
  appStore,
  asShown,
  decidingLines,
  hopAt,
  hopDecidedBy,
  hopIndex,
  objectOnLine,
  useApp,
  viewOf,
} from '#store';
import { late, useDark, useNarrow } from '#views/common';
import { useChecks } from './checks.ts';
import './editor.css';
import { LightPane } from './light-pane.tsx';
import type { EditorPaneProps } from './pane-props.ts';
import { ProblemList } from './problem-list.tsx';

const MonacoPane = late(async () => (await import('./monaco-pane.tsx')).MonacoPane);
const NOTHING: readonly number[] = [];

/** The user's texts: the manifests, and the scenario around them. Lines that decide at the current hop are lit. */
export function Editor() {
  const tab = useApp((state) => state.panes.editor);
  const kept = useApp((state) => (tab === 'manifests' ? state.document.manifests : state.document.rest));
  const text = useMemo(() => asShown(kept), [kept]);
  const found = useApp((state) => state.run.problems);
  const checks = useChecks();
  const problems = useMemo(() => [...found, ...checks], [found, checks]);
  const jump = useApp((state) => state.selection.jump);
  const answer = useApp((state) => state.run.answer);
  const index = useApp(hopIndex);
  const dark = useDark();
  const narrow = useNarrow();
  const ready = useAfterPicture();
  const lit = useMemo(() => decidingLines(viewOf(answer, hopAt(answer, index))), [answer, index]);
  const own = useMemo(() => problems.filter((one) => one.place?.source === tab), [problems, tab]);
  const props: EditorPaneProps = {
    name: tab,
    label: tab === 'manifests' ? 'Manifests' : 'Scenario around the manifests',
    value: text,
    hint:
      tab === 'manifests'
        ? 'Paste manifests, or the output of kubectl get … -o yaml, here.'
        : 'What manifests cannot say: the cluster’s settings, faults, requests.',
    dark,
    lit: tab === 'manifests' ? lit : NOTHING,
    hop: index,
    problems: own,
    jump: tab === 'manifests' ? jump : null,
    onChange: tab === 'manifests' ? actions.editManifests : actions.editRest,
    onLine: tab === 'manifests' ? goToLine : () => undefined,
    onHover: tab === 'manifests' ? actions.hoverLine : () => undefined,
  };
  return (
    <section className="editor" aria-label="Editor">
      <div className="tabs" role="tablist" aria-label="Texts">
        <Tab id="manifests" label="Manifests" />
        <Tab id="scenario" label="Scenario" />
      </div>
      <div
        className="editor-body"
        role="tabpanel"
        aria-labelledby={`editor-${tab}`}
        data-editor={ready && !narrow ? 'full' : 'light'}
      >
        {ready && !narrow ? (
          <Suspense fallback={<LightPane {...props} />}>
            <MonacoPane {...props} />
          </Suspense>
        ) : (
          <LightPane {...props} />
        )}
      </div>
      <ProblemList problems={problems} />
    </section>
  );
}

function Tab({ id, label }: { readonly id: 'manifests' | 'scenario'; readonly label: string }) {
  const chosen = useApp((state) => state.panes.editor === id);
  return (
    <button type="button" role="tab" id={`editor-${id}`} aria-selected={chosen} onClick={() => actions.showEditor(id)}>
      {label}
    </button>
  );
}

/** A line leads to the hop that it decides, or to the object that stands there. */
function goToLine(line: number): void {
  const state = appStore.getState();
  const hop = hopDecidedBy(state.run.answer, line, hopIndex(state));
  if (hop !== null) actions.goTo(hop);
  actions.selectObject(objectOnLine(state, line));
}

/** Whether the heavy editor is loaded, which begins after the first picture, and nobody is typing into the light one. */
function useAfterPicture(): boolean {
  const hasPicture = useApp((state) => state.run.loaded !== null);
  const narrow = useNarrow();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (!hasPicture || narrow || ready) return undefined;
    let wanted = true;
    const show = () => {
      if (!wanted) return;
      if (document.activeElement?.closest('.light-pane')) addEventListener('focusout', later, { once: true });
      else setReady(true);
    };
    const later = () => void setTimeout(show);
    const timer = setTimeout(() => {
      void MonacoPane.ahead().then((how) => (how === 'fetched' ? show() : undefined));
    }, 300);
    return () => {
      wanted = false;
      clearTimeout(timer);
      removeEventListener('focusout', later);
    };
  }, [hasPicture, narrow, ready]);
  return ready;
}
