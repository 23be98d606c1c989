import { type ChangeEvent, useRef } from 'react';
import { actions } from '#store';
import { readFiles } from './read-files.ts';
import './drop.css';

/** Chooses files or a folder to open, for the dialog Open. */
export function FileButtons() {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const open = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(currentTarget.files ?? [])];
    // The same file can be chosen again.
    currentTarget.value = '';
    void actions.openFiles(readFiles(chosen));
  };
  return (
    <div className="file-buttons">
      <button type="button" className="button" onClick={() => files.current?.click()}>
        Choose files
      </button>
      <button type="button" className="button" onClick={() => folder.current?.click()}>
        Choose a folder
      </button>
      <span className="faint">or drop them anywhere on the page</span>
      <input
        ref={files}
        type="file"
        multiple
        accept=".yaml,.yml,.json,.txt"
        aria-label="Files with manifests or a scenario"
        hidden
        onChange={open}
      />
      <input
        ref={(element) => {
          folder.current = element;
          element?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        aria-label="Folder with manifests"
        hidden
        onChange={open}
      />
    </div>
  );
}
