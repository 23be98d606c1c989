import { useEffect } from 'react';
import { actions } from '#store';
import { looksLikeDocument } from '#view';
import { takesText } from './takes-text.ts';

/**
 * Opens manifests or a scenario that are pasted where nothing takes text: before the editor has come, or with the focus in
 * the picture. One step of undo takes it back; other text is left alone.
 */
export function usePastedText(): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (event.defaultPrevented || takesText(event.target) || !looksLikeDocument(text)) return;
      event.preventDefault();
      void actions.openText(text, 'manifests pasted', 'paste');
    };
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, []);
}
