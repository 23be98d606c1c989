const FIELDS =
  'input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, [contenteditable], .monaco-editor, dialog';

/** Whether letters and pasted text are for what an event happened in: a field, the editor, or a dialog with all that it has. */
export function takesText(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(FIELDS) !== null;
}
