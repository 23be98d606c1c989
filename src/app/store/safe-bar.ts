import type { AppState } from './state.ts';
import { isElsewhere } from './tabs.ts';

/** A lasting condition of the text that its owner should know. */
export interface SafetyBar {
  readonly kind: 'forgotten' | 'full' | 'closed' | 'superseded' | 'shared-and-edited' | 'shared';
  /** Under which it is closed: for this document. */
  readonly key: string;
}

/** What is to be said about the open document now; `null`: all is well. */
export function safetyBarOf(state: Pick<AppState, 'document' | 'tabs' | 'safe'>): SafetyBar | null {
  const kind = conditionOf(state);
  if (kind === null) return null;
  const key = kind === 'full' || kind === 'closed' ? kind : `${kind} ${state.document.id}`;
  return state.safe.closed.includes(key) ? null : { kind, key };
}

function conditionOf({ document, tabs, safe }: Pick<AppState, 'document' | 'tabs' | 'safe'>): SafetyBar['kind'] | null {
  if (safe.keeping !== 'kept') return safe.keeping;
  if (safe.forgotten !== null && safe.forgotten === document.id) return 'forgotten';
  if (tabs.superseded.includes(document.id)) return 'superseded';
  if (!isElsewhere(tabs, document.id)) return null;
  return document.from === 'own' ? 'shared-and-edited' : 'shared';
}
