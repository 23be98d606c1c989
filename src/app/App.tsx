import { lazy, Suspense, useEffect } from 'react';
import { actions, appStore, useApp } from '#store';
import { Boundary, TakesLong } from '#views/common';
import { SkipLinks, usePageKeys, VerdictLine, Welcome } from '#views/shell';
import { Topology } from '#views/topology';
import { Safety, Topbar, useTheme } from '#views/topbar';
import './app.css';
import './print.css';

/** What stands beside the picture is fetched with it and drawn after it. */
const Editor = lazy(async () => ({ default: (await import('#views/editor')).Editor }));
const RequestBar = lazy(async () => ({ default: (await import('#views/request-bar')).RequestBar }));
const Inspector = lazy(async () => ({ default: (await import('#views/inspector')).Inspector }));
const PrintHead = lazy(async () => ({ default: (await import('#views/inspector')).PrintHead }));
const PrintTable = lazy(async () => ({ default: (await import('#views/inspector')).PrintTable }));
const Player = lazy(async () => ({ default: (await import('#views/player')).Player }));
const OpenNode = lazy(async () => ({ default: (await import('#views/node')).OpenNode }));

const FilesTold = lazy(async () => ({ default: (await import('#views/drop')).FilesTold }));
const DropTarget = lazy(async () => ({ default: (await import('#views/drop')).DropTarget }));

const DIALOGS = {
  share: lazy(async () => ({ default: (await import('#views/share')).ShareDialog })),
  gallery: lazy(async () => ({ default: (await import('#views/dialogs')).GalleryDialog })),
  open: lazy(async () => {
    const [{ OpenDialog }, { FileButtons }] = await Promise.all([import('#views/dialogs'), import('#views/drop')]);
    return { default: () => <OpenDialog files={<FileButtons />} /> };
  }),
  keys: lazy(async () => ({ default: (await import('#views/dialogs')).KeysDialog })),
  request: lazy(async () => ({ default: (await import('#views/request-form')).RequestForm })),
  palette: lazy(async () => ({ default: (await import('#views/dialogs')).PaletteDialog })),
};

/** The whole page. */
export function App() {
  const long = useApp((state) => state.run.long);
  useTheme();
  usePageKeys();
  useEffect(() => {
    /** The document that the address means; any other one that is shown takes the fragment away. */
    let addressed: string | null = null;
    const arrive = async (opened: Promise<void>) => {
      addressed = null;
      await opened;
      addressed = appStore.getState().document.id;
    };
    void arrive(actions.start(location.hash));
    // What the event says: an own text has taken the fragment out of the address by now.
    const follow = ({ newURL }: HashChangeEvent) => {
      const { hash } = new URL(newURL);
      if (hash !== '') void arrive(actions.openLink(hash));
    };
    addEventListener('hashchange', follow);
    // Whoever holds Ctrl may want the palette: its first letters are not to be lost while it is fetched.
    const fetchAhead = ({ key }: KeyboardEvent) => {
      if (key === 'Control' || key === 'Meta') void import('#views/dialogs');
    };
    addEventListener('keydown', fetchAhead);
    const leave = appStore.subscribe(({ document }) => {
      const isOther = document.from === 'own' || (addressed !== null && document.id !== addressed);
      if (isOther && location.hash !== '') history.replaceState(null, '', location.pathname);
    });
    // Fetched ahead, so that sharing asks no server for anything.
    const fetchShare = appStore.subscribe(({ run }) => {
      if (run.answer === null) return;
      fetchShare();
      void import('#views/share');
    });
    return () => {
      removeEventListener('hashchange', follow);
      removeEventListener('keydown', fetchAhead);
      fetchShare();
      leave();
    };
  }, []);
  return (
    <>
      <SkipLinks />
      <Topbar />
      <main className="page">
        <Boundary part="The request bar">
          <Suspense fallback={<div className="request-bar" />}>
            <RequestBar />
          </Suspense>
        </Boundary>
        <Boundary part={null}>
          <Suspense fallback={null}>
            <PrintHead />
          </Suspense>
        </Boundary>
        <div className="notices">
          <Notice />
          <TakesLong question={long === 'share' ? null : long} onStop={actions.stopLong} />
          <Safety />
          <Boundary part="Opening files">
            <Suspense fallback={null}>
              <FilesTold />
            </Suspense>
          </Boundary>
          <Welcome />
          <VerdictLine />
        </div>
        <Boundary part="The editor">
          <Suspense fallback={<div className="editor" />}>
            <Editor />
          </Suspense>
        </Boundary>
        <Boundary part="The picture">
          <Topology />
        </Boundary>
        <OpenedNode />
        <Boundary part="The inspector">
          <Suspense fallback={<div className="inspector" />}>
            <Inspector />
          </Suspense>
        </Boundary>
        <Boundary part="The strip of hops">
          <Suspense fallback={<div className="player" />}>
            <Player />
          </Suspense>
        </Boundary>
        <Boundary part={null}>
          <Suspense fallback={null}>
            <PrintTable />
          </Suspense>
        </Boundary>
      </main>
      <OpenedDialog />
      <Boundary part={null}>
        <Suspense fallback={null}>
          <DropTarget />
        </Suspense>
      </Boundary>
    </>
  );
}

/** The inside of a node lies over the picture; it is fetched when the first one is opened. */
function OpenedNode() {
  const node = useApp(({ panes, run }) =>
    run.loaded?.picture.nodes.some(({ name }) => name === panes.node) ? panes.node : null,
  );
  if (node === null) return null;
  return (
    <Boundary part="The node" key={node}>
      <Suspense fallback={null}>
        <OpenNode node={node} />
      </Suspense>
    </Boundary>
  );
}

/** Dialogs are fetched when they are first opened. */
function OpenedDialog() {
  const which = useApp((state) => state.panes.dialog);
  if (which === null) return null;
  const Dialog = DIALOGS[which];
  return (
    <Boundary part="The dialog" key={which}>
      <Suspense fallback={null}>
        <Dialog />
      </Suspense>
    </Boundary>
  );
}

function Notice() {
  const notice = useApp((state) => state.run.notice);
  if (notice === null) return null;
  return (
    <div className="notice" role="alert">
      <p>{notice}</p>
      <button type="button" className="button" onClick={() => actions.dismissNotice()}>
        Close
      </button>
    </div>
  );
}

/** Resolves when the engine owes no answer. */
function quietEngine(): Promise<void> {
  return new Promise((resolve) => {
    const quiet = () => {
      const { run } = appStore.getState();
      return run.state === 'idle' && (run.loaded !== null || run.notice !== null);
    };
    if (quiet()) {
      resolve();
      return;
    }
    const leave = appStore.subscribe(() => {
      if (!quiet()) return;
      leave();
      resolve();
    });
  });
}

/** Read by browser tests: resolves when the engine owes no answer and all that stands beside the picture has been drawn. */
const handle = {
  async idle(): Promise<void> {
    await quietEngine();
    await Promise.all([
      import('#views/editor'),
      import('#views/request-bar'),
      import('#views/inspector'),
      import('#views/player'),
      import('#views/drop'),
    ]);
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  },
};
Object.defineProperty(globalThis, '__hopscope', { value: Object.freeze(handle), configurable: true });
