import type { ReactNode } from 'react';
import { actions } from '#store';
import { Dialog, DIALOG_TITLES } from '#views/common';
import { RecentList } from './recent-list.tsx';
import './dialogs.css';

/** What can be opened: the example, recent documents, and what `files` lets choose. Opening keeps the text that was open before. */
export function OpenDialog({ files }: { readonly files: ReactNode }) {
  return (
    <Dialog title={DIALOG_TITLES.open} onClose={() => actions.openDialog(null)}>
      <p className="quiet">
        To open your own manifests, paste them into the editor, or choose files. They stay in this browser.
      </p>
      <ul className="open-list">
        <li>
          <button type="button" className="in-text" onClick={() => void actions.openExample()}>
            A shop behind one Ingress
          </button>{' '}
          <span className="faint">the example</span>
        </li>
        <li>
          <button
            type="button"
            className="in-text"
            onClick={() => {
              actions.openDialog(null);
              void actions.openText('');
            }}
          >
            Nothing
          </button>{' '}
          <span className="faint">an empty editor</span>
        </li>
      </ul>
      {files}
      <RecentList />
    </Dialog>
  );
}
