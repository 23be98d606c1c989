import type { DocumentText, Result } from '#worker';
import type { Store } from './state.ts';

/**
 * Asks the engine for an edit of the document as it is when the answer comes: if it changed meanwhile the question is asked
 * again, so that what was typed or stated in between is not written over. Of another document that was opened it is none.
 */
export async function editOfNow<T>(
  store: Pick<Store, 'getState'>,
  ask: (document: DocumentText) => Promise<Result<T>>,
): Promise<Result<T>> {
  const { id } = store.getState().document;
  for (;;) {
    const { manifests, rest } = store.getState().document;
    const result = await ask({ manifests, rest });
    const { document } = store.getState();
    if (result.kind !== 'done' || (document.manifests === manifests && document.rest === rest)) return result;
    if (document.id !== id) return { kind: 'superseded' };
  }
}
