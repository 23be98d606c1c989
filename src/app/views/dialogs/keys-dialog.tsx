import { actions } from '#store';
import { Dialog } from '#views/common';
import './dialogs.css';

const KEYS: readonly (readonly [string, string])[] = [
  ['Space', 'play or pause'],
  ['← →', 'one hop back, one hop on'],
  ['Home, End', 'first hop, last hop'],
  ['P', 'first problem'],
  ['/', 'to the request bar'],
  ['F', 'fit the picture'],
  ['?', 'this sheet'],
];

/** The sheet of keys. They are keys of the page, never of a field or the editor. */
export function KeysDialog() {
  return (
    <Dialog title="Keys" onClose={() => actions.openDialog(null)}>
      <dl className="keys">
        {KEYS.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">In the editor, Ctrl+M lets Tab leave it.</p>
    </Dialog>
  );
}
