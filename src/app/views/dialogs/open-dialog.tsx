import { useEffect, useRef, useState } from 'react';
import { actions, type KeptEntry } from '#store';
import { Dialog } from '#views/common';
import './dialogs.css';

/** What can be opened: the example, texts of earlier visits, a file. Opening keeps the text that was open before. */
export function OpenDialog() {
  const input = useRef<HTMLInputElement>(null);
  const [kept, setKept] = useState<readonly KeptEntry[]>([]);
  useEffect(() => {
    void actions.kept().then(setKept);
  }, []);
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
        {kept.map((one) => (
          <li key={one.id}>
            <button type="button" className="in-text" onClick={() => void actions.openKept(one.id)}>
              {one.title}
            </button>{' '}
            <span className="faint">{new Date(one.at).toLocaleString()}</span>
          </li>
        ))}
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
          if (file) void file.text().then((text) => actions.openText(text));
        }}
      />
    </Dialog>
  );
}
