import { describe, expect, it } from 'vitest';
import { emptyDocument } from './document.ts';
import { safetyBarOf } from './safe-bar.ts';
import { emptyState } from './state.ts';
import { copiedIfSuperseded } from './tabs-copy.ts';
import { emptyTabs, heard, readTabMessage, type TabMessage } from './tabs.ts';

const shows = (tab: string, state: 'edited' | 'only-shown', document = 'doc'): TabMessage => ({
  kind: 'shows',
  tab,
  document,
  state,
  wants: 'nothing',
});
const kept = { ...emptyDocument, id: 'doc', from: 'kept' } as const;
const own = { ...emptyDocument, id: 'doc', from: 'own' } as const;

describe('a message of another tab', () => {
  const rows = [
    { name: 'that it shows the same document changes nothing of it', message: shows('b', 'only-shown'), want: [] },
    {
      name: 'that it edited the same document makes an edit here a copy',
      message: shows('b', 'edited'),
      want: ['doc'],
    },
    {
      name: 'that it edited one that is not shown here is remembered, for undo may bring it back',
      message: shows('b', 'edited', 'other'),
      want: ['other'],
    },
    {
      name: 'that it edited it too leaves the tab with the earlier name as it is',
      message: shows('b', 'edited'),
      document: own,
      want: [],
    },
    {
      name: 'that it edited it too lets the tab with the later name step back',
      message: shows('0', 'edited'),
      document: own,
      want: ['doc'],
    },
  ];
  it.each(rows)('$name', ({ message, document, want }) => {
    expect(heard(emptyTabs, message, 'a', document ?? kept).superseded).toEqual(want);
  });

  it('that it is gone takes it off, but not what it edited', () => {
    const there = heard(emptyTabs, shows('b', 'edited'), 'a', kept);
    const gone = heard(there, { kind: 'left', tab: 'b' }, 'a', kept);
    expect(gone).toEqual({ others: [], superseded: ['doc'] });
  });

  const unread = [null, 1, {}, { kind: 'shows', tab: 'b' }, { kind: 'dances', tab: 'b' }, { kind: 'left', tab: 3 }];
  it.each(unread)('is passed over when it is %j', (value) => {
    expect(readTabMessage(value)).toBeNull();
  });
});

describe('an edit', () => {
  const state = { ...emptyState, document: own, tabs: { others: [], superseded: ['doc'] } };
  it('of what another tab edited becomes a document of its own, with its past', () => {
    const step = { label: 'typing', moment: { document: kept, place: null }, bytes: 1, typing: null };
    const copy = copiedIfSuperseded({ ...state, history: { past: [step], future: [] } }, () => 'copy');
    expect(copy.document).toMatchObject({ id: 'copy', began: 'copy', manifests: own.manifests });
    expect(copy.history.past[0]?.moment.document.id).toBe('copy');
    expect(copy.safe.toast).toEqual({ kind: 'copied' });
  });

  it('of any other document stays where it is', () => {
    const free = { ...state, tabs: emptyTabs };
    expect(copiedIfSuperseded(free, () => 'copy')).toBe(free);
  });

  it('is needed: a document that is only looked at is no copy', () => {
    const looked = { ...state, document: kept };
    expect(copiedIfSuperseded(looked, () => 'copy')).toBe(looked);
  });
});

describe('what is said of a document', () => {
  const rows = [
    { name: 'nothing while all is well', state: emptyState, want: null },
    {
      name: 'that another tab shows it',
      state: { ...emptyState, document: kept, tabs: { others: [{ tab: 'b', document: 'doc' }], superseded: [] } },
      want: 'shared',
    },
    {
      name: 'first of all that nothing is kept',
      state: { ...emptyState, document: kept, safe: { ...emptyState.safe, keeping: 'full' as const } },
      want: 'full',
    },
    {
      name: 'nothing again once it was closed',
      state: {
        ...emptyState,
        document: kept,
        tabs: { others: [], superseded: ['doc'] },
        safe: { ...emptyState.safe, closed: ['superseded doc'] },
      },
      want: null,
    },
  ];
  it.each(rows)('$name', ({ state, want }) => {
    expect(safetyBarOf(state)?.kind ?? null).toBe(want);
  });
});
