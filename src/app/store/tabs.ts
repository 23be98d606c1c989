import type { DocumentSlice } from './document.ts';

/** What a tab tells the others: the document it shows, or that it is gone. */
export type TabMessage =
  | {
      readonly kind: 'shows';
      readonly tab: string;
      readonly document: string;
      readonly state: 'edited' | 'only-shown';
      /** `ask`: the others say in turn what they show. */
      readonly wants: 'answers' | 'nothing';
    }
  | { readonly kind: 'left'; readonly tab: string };

/** Another tab of this browser, and the document that it shows. */
export interface OtherTab {
  readonly tab: string;
  readonly document: string;
}

/** What is known of other tabs. */
export interface TabsSlice {
  readonly others: readonly OtherTab[];
  /** Documents that another tab has edited since they were read here: an edit of one is kept as a copy. */
  readonly superseded: readonly string[];
}

export const emptyTabs: TabsSlice = { others: [], superseded: [] };

/** A way to the page's other tabs; a message never comes back to its sender. */
export interface Channel {
  post(message: TabMessage): void;
  listen(onMessage: (message: TabMessage) => void): void;
}

/** What is known after a message. Of two tabs that edited one document, the one with the later name steps back. */
export function heard(tabs: TabsSlice, message: TabMessage, own: string, document: DocumentSlice): TabsSlice {
  const others = tabs.others.filter((one) => one.tab !== message.tab);
  if (message.kind === 'left') return others.length === tabs.others.length ? tabs : { ...tabs, others };
  const now = [...others, { tab: message.tab, document: message.document }];
  const steppedBack = document.from !== 'own' || document.id !== message.document || own > message.tab;
  const isNew = message.state === 'edited' && steppedBack && !tabs.superseded.includes(message.document);
  return { others: now, superseded: isNew ? [...tabs.superseded, message.document] : tabs.superseded };
}

/** Whether another tab shows a document. */
export function isElsewhere(tabs: TabsSlice, document: string): boolean {
  return tabs.others.some((one) => one.document === document);
}

/** A message of another tab, which may be of another version of the page; `null`: not understood. */
export function readTabMessage(value: unknown): TabMessage | null {
  if (typeof value !== 'object' || value === null || !('kind' in value && 'tab' in value)) return null;
  const { kind, tab } = value;
  if (typeof tab !== 'string') return null;
  if (kind === 'left') return { kind, tab };
  if (kind !== 'shows' || !('document' in value && 'state' in value && 'wants' in value)) return null;
  if (typeof value.document !== 'string') return null;
  return {
    kind,
    tab,
    document: value.document,
    state: value.state === 'edited' ? 'edited' : 'only-shown',
    wants: value.wants === 'answers' ? 'answers' : 'nothing',
  };
}
