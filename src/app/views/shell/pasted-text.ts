import { useEffect } from 'react';
import { actions } from '#store';

/** Places that take pasted text themselves. */
const FIELDS = 'input, textarea, select, [contenteditable], .monaco-editor, dialog';
/** A line that manifests or a scenario have. */
const DOCUMENT = /^[ \t]*(?:[-{][ \t]*)?["']?(?:apiVersion|kind|hopscope)["']?[ \t]*:/m;

/**
 * Opens manifests or a scenario that are pasted where nothing takes text: before the editor has come, or with the focus in
 * the picture. One step of undo takes it back; other text is left alone.
 */
export function usePastedText(): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const isForField = event.target instanceof Element && event.target.closest(FIELDS) !== null;
      if (event.defaultPrevented || isForField || !DOCUMENT.test(text)) return;
      event.preventDefault();
      void actions.openText(text, 'manifests pasted', 'paste');
    };
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, []);
}
