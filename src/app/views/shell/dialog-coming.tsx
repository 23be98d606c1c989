import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { actions, type DialogName, useApp } from '#store';
import { Coming, Dialog, DIALOG_TITLES } from '#views/common';

/** The frame of a dialog whose inside is not there. */
export function DialogFrame({ which, children }: { readonly which: DialogName; readonly children: ReactNode }) {
  return (
    <Dialog title={DIALOG_TITLES[which]} onClose={() => actions.openDialog(null)}>
      {children}
    </Dialog>
  );
}

/**
 * A dialog that is being fetched: open at once, so that keys go to it and not to the page behind it. What is typed for the
 * palette is handed to it.
 */
export function DialogComing({ which }: { readonly which: DialogName }) {
  return (
    <DialogFrame which={which}>
      {which === 'palette' ? <TypedAhead /> : <p className="faint">Opening…</p>}
      <Coming />
    </DialogFrame>
  );
}

function TypedAhead() {
  const typed = useApp((state) => state.panes.typedAhead);
  const field = useRef<HTMLInputElement>(null);
  // Before the dialog is shown, which leaves the focus to what has it.
  useLayoutEffect(() => field.current?.setAttribute('autofocus', ''), []);
  return (
    <input
      ref={field}
      className="field palette-field"
      aria-label="Command"
      autoComplete="off"
      spellCheck={false}
      value={typed}
      onChange={(event) => actions.typeAhead(event.target.value)}
    />
  );
}
