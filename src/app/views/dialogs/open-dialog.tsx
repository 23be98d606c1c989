import { useRef } from 'react';
import { actions } from '#store';
import { Dialog } from '#views/common';
import { RecentList } from './recent-list.tsx';
import './dialogs.css';

/** What can be opened: the example, recent documents, a file. Opening keeps the text that was open before. */
export function OpenDialog() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <Dialog title="Open" onClose={() => actions.openDialog(null)}>
      <p className="quiet">
        To open your own manifests, paste them into the editor, or choose a file. It stays in this browser.
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
      <button type="button" className="button" onClick={() => input.current?.click()}>
        Choose a file
      </button>
      <input
        ref={input}
        type="file"
        accept=".yaml,.yml,.json,.txt"
        aria-label="File with manifests or a scenario"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void file.text().then((text) => actions.openText(text, `file ${file.name}`));
        }}
      />
      <RecentList />
    </Dialog>
  );
}
