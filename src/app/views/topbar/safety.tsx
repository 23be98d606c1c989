import type { ReactNode } from 'react';
import { actions, type SafetyBar, safetyBarOf, type Toast, useApp } from '#store';
import { Icon } from '#views/common';

/** What the owner of the text should know about it: said once when something happened, and as long as something lasts. */
export function Safety() {
  const toast = useApp((state) => state.safe.toast);
  const kind = useApp((state) => safetyBarOf(state)?.kind ?? null);
  const key = useApp((state) => safetyBarOf(state)?.key ?? '');
  return (
    <div aria-live="polite">
      {toast ? (
        <Bar name="What happened to your text" onClose={actions.closeToast}>
          <ToastText toast={toast} />
        </Bar>
      ) : null}
      {kind ? (
        <Bar name="About this document" onClose={() => actions.closeSafetyBar(key)}>
          <p>{SENTENCES[kind]}</p>
          {kind === 'superseded' ? <Superseded /> : null}
          {kind === 'forgotten' ? (
            <button type="button" className="button" onClick={actions.keepOpen}>
              Keep it
            </button>
          ) : null}
        </Bar>
      ) : null}
    </div>
  );
}

const SENTENCES: Readonly<Record<SafetyBar['kind'], string>> = {
  full: 'The storage of this browser is full, so the last edits are not kept in it. Delete older documents under Open, or keep this one as a link or a file (Share link).',
  closed:
    'This browser keeps nothing for this page (a private window, or storage is switched off). The text is gone when the tab is closed; a link or a file keeps it (Share link).',
  forgotten: 'You deleted this document from the recent ones, so it is kept nowhere. The next edit keeps it again.',
  superseded: 'This document was edited in another tab. An edit here makes a copy, so that both are kept.',
  shared: 'Also open in another tab. Edits there and here are kept as two documents.',
  'shared-and-edited': 'Also open in another tab. Edits there and here are kept as two documents.',
};

function Superseded() {
  const id = useApp((state) => state.document.id);
  return (
    <>
      <button type="button" className="button" onClick={() => void actions.openKept(id)}>
        Show the edited one
      </button>
      <button type="button" className="button" onClick={actions.makeCopy}>
        Make a copy here
      </button>
    </>
  );
}

function ToastText({ toast }: { readonly toast: Toast }) {
  switch (toast.kind) {
    case 'copied':
      return <p>This is a copy now. The text of the other tab is kept as it is; both are under Open.</p>;
    case 'put-away':
      return (
        <>
          <p>
            Your text “{toast.title}” was put away.{' '}
            {toast.keeping === 'kept' ? 'It is kept under Open, and undo' : 'Undo'} brings it back.
          </p>
          <button type="button" className="button" onClick={() => void actions.undo()}>
            Bring it back
          </button>
        </>
      );
  }
}

function Bar({
  name,
  onClose,
  children,
}: {
  readonly name: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <section aria-label={name} className="safety">
      {children}
      <span className="grow" />
      <button type="button" className="button plain square" aria-label="Close this line" onClick={onClose}>
        <Icon name="close" />
      </button>
    </section>
  );
}
