import { Suspense, useEffect, useMemo } from 'react';
import { actions, appStore, isTextKept, useApp } from '#store';
import { Boundary, late, Place, TakesLong, TextKept } from '#views/common';
import {
  DialogComing,
  DialogFrame,
  SkipLinks,
  useDraggedFiles,
  usePageKeys,
  usePastedText,
  VerdictLine,
  Welcome,
} from '#views/shell';
import { Topology } from '#views/topology';
import { Safety, Topbar, useTheme } from '#views/topbar';
import { fetchPart } from '#worker';
import './app.css';
import './print.css';

/** What stands beside the picture is fetched with it and drawn after it. */
const Editor = late(async () => (await import('#views/editor')).Editor);
const RequestBar = late(async () => (await import('#views/request-bar')).RequestBar);
const Inspector = late(async () => (await import('#views/inspector')).Inspector);
const PrintHead = late(async () => (await import('#views/inspector')).PrintHead);
const PrintTable = late(async () => (await import('#views/inspector')).PrintTable);
const Player = late(async () => (await import('#views/player')).Player);
const OpenNode = late(async () => (await import('#views/node')).OpenNode);
const FilesTold = late(async () => (await import('#views/drop')).FilesTold);
const DropOverlay = late(async () => (await import('#views/drop')).DropOverlay);

const DIALOGS = {
  share: late(async () => (await import('#views/share')).ShareDialog),
  gallery: late(async () => (await import('#views/dialogs')).GalleryDialog),
  open: late(async () => {
    const [{ OpenDialog }, { FileButtons }] = await Promise.all([import('#views/dialogs'), import('#views/drop')]);
    return () => <OpenDialog files={<FileButtons />} />;
  }),
  keys: late(async () => (await import('#views/dialogs')).KeysDialog),
  request: late(async () => (await import('#views/request-form')).RequestForm),
  palette: late(async () => (await import('#views/dialogs')).PaletteDialog),
};

/** The whole page. */
export function App() {
  const long = useApp((state) => state.run.long);
  const kept = useApp((state) => (isTextKept(state) ? 'kept' : 'not kept'));
  const textKept = useMemo(() => ({ kept, keepNow: actions.keepNow }) as const, [kept]);
  useTheme();
  usePageKeys();
  usePastedText();
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
    // Whoever holds Ctrl may want the palette.
    const fetchAhead = ({ key }: KeyboardEvent) => {
      if (key === 'Control' || key === 'Meta') void DIALOGS.palette.ahead();
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
      void DIALOGS.share.ahead();
    });
    return () => {
      removeEventListener('hashchange', follow);
      removeEventListener('keydown', fetchAhead);
      fetchShare();
      leave();
    };
  }, []);
  return (
    <TextKept value={textKept}>
      <Boundary part="The page">
        <SkipLinks />
        <Topbar />
        <main className="page">
          <Place part="The request bar" className="request-bar">
            <RequestBar />
          </Place>
          <Place part={null}>
            <PrintHead />
          </Place>
          <div className="notices">
            <Notice />
            <TakesLong question={long === 'share' ? null : long} onStop={actions.stopLong} />
            <Safety />
            <Place part="Opening files">
              <FilesTold />
            </Place>
            <Welcome />
            <VerdictLine />
          </div>
          <Place part="The editor" className="editor">
            <Editor />
          </Place>
          <Boundary part="The picture">
            <Topology />
          </Boundary>
          <OpenedNode />
          <Place part="The inspector" className="inspector">
            <Inspector />
          </Place>
          <Place part="The strip of hops" className="player">
            <Player />
          </Place>
          <Place part={null}>
            <PrintTable />
          </Place>
        </main>
        <OpenedDialog />
        <DroppedFiles />
      </Boundary>
    </TextKept>
  );
}

/** Files may be dropped before what reads them has been fetched. */
function DroppedFiles() {
  const held = useDraggedFiles(openDropped);
  if (held === 'none') return null;
  return (
    <Place part={null}>
      <DropOverlay />
    </Place>
  );
}

function openDropped(dropped: readonly (FileSystemEntry | File)[]): void {
  void actions.openFiles(fetchPart(() => import('#views/drop')).then(({ readDropped }) => readDropped(dropped)));
}

/** The inside of a node lies over the picture; it is fetched when the first one is opened. */
function OpenedNode() {
  const node = useApp(({ panes, run }) =>
    run.loaded?.picture.nodes.some(({ name }) => name === panes.node) ? panes.node : null,
  );
  if (node === null) return null;
  return (
    <Place part="The node" key={node}>
      <OpenNode node={node} />
    </Place>
  );
}

/** Dialogs are fetched when they are first opened. */
function OpenedDialog() {
  const which = useApp((state) => state.panes.dialog);
  if (which === null) return null;
  const Dialog = DIALOGS[which];
  return (
    <Boundary part="The dialog" key={which} around={(said) => <DialogFrame which={which}>{said}</DialogFrame>}>
      <Suspense fallback={<DialogComing which={which} />}>
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

/** Resolves when no part of the page that is to be seen is still being fetched. */
async function nothingComing(): Promise<void> {
  while (document.querySelector('[data-coming]') !== null)
    await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Read by browser tests: resolves when the engine owes no answer and all that stands beside the picture has been drawn. */
const handle = {
  async idle(): Promise<void> {
    await quietEngine();
    await nothingComing();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  },
};
Object.defineProperty(globalThis, '__hopscope', { value: Object.freeze(handle), configurable: true });
