import { actions, useApp } from '#store';
import { Dialog, DIALOG_TITLES, isSingle, type KeyGroup, PAGE_KEYS } from '#views/common';
import './dialogs.css';

const GROUPS: readonly KeyGroup[] = ['Player', 'Picture', 'Page'];

/** Keys that controls have of their own, so that the sheet holds all. */
const OWN: readonly (readonly [string, string])[] = [
  ['Ctrl M', 'in the editor: whether Tab indents or leaves it'],
  ['F2 Delete', 'on a saved request: rename it, delete it'],
  ['Alt ← →', 'on a saved request: move it'],
  ['Escape', 'closes what is open, and goes back to where you were'],
  ['← → Home End', 'in a row of tabs, or on the playhead'],
];

/** The sheet of keys, from the same table as their handler, and the switch for those without Ctrl. */
export function KeysDialog() {
  const singleKeys = useApp((state) => state.preferences.singleKeys);
  return (
    <Dialog title={DIALOG_TITLES.keys} onClose={() => actions.openDialog(null)}>
      {GROUPS.map((group) => (
        <section key={group}>
          <h3 className="label">{group}</h3>
          <dl className="keys">
            {PAGE_KEYS.filter((one) => one.group === group).map((one) => (
              <Key key={one.shown} shown={one.shown} what={one.what} off={singleKeys === 'off' && isSingle(one)} />
            ))}
          </dl>
        </section>
      ))}
      <h3 className="label">In controls</h3>
      <dl className="keys">
        {OWN.map(([shown, what]) => (
          <Key key={shown} shown={shown} what={what} off={false} />
        ))}
      </dl>
      <label className="switch">
        <input
          type="checkbox"
          checked={singleKeys === 'on'}
          onChange={(event) => actions.prefer({ singleKeys: event.target.checked ? 'on' : 'off' })}
        />
        <span>
          Keys without Ctrl work outside of fields and lists
          <span className="quiet"> Switch them off if you speak to the computer, or press keys by accident.</span>
        </span>
      </label>
    </Dialog>
  );
}

function Key({ shown, what, off }: { readonly shown: string; readonly what: string; readonly off: boolean }) {
  return (
    <div data-off={off}>
      <dt>
        <kbd>{shown}</kbd>
      </dt>
      <dd>
        {what}
        {off ? <span className="faint"> (off)</span> : null}
      </dd>
    </div>
  );
}
