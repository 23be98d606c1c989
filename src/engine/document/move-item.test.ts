import { describe, expect, it } from 'vitest';
import { copyItem, moveItem } from './move-item.ts';

const TEXT = `hopscope: 1
# what is sent
requests:
# the shop
- name: a   # first
  from: client
  http: {url: "http://a/"}

- {name: b, from: client, http: {url: "http://b/"}}
# lost
- name: c
  from: client
  connect:
    # the database
    to: db
    port: 5432
cluster: {}
`;

function text(edit: ReturnType<typeof moveItem>): string {
  return edit.kind === 'edited' ? edit.text : edit.problem.sentence;
}

describe('moveItem', () => {
  it('takes an item with its comments to the front', () => {
    expect(text(moveItem(TEXT, ['requests'], 2, 0))).toBe(`hopscope: 1
# what is sent
requests:
# lost
- name: c
  from: client
  connect:
    # the database
    to: db
    port: 5432

# the shop
- name: a   # first
  from: client
  http: {url: "http://a/"}
- {name: b, from: client, http: {url: "http://b/"}}
cluster: {}
`);
  });

  it('gives the first text again when it is moved back', () => {
    for (const [from, to] of [
      [0, 1],
      [1, 2],
      [0, 2],
    ] as const)
      expect(text(moveItem(text(moveItem(TEXT, ['requests'], from, to)), ['requests'], to, from))).toBe(TEXT);
  });

  it('moves in brackets by the characters alone', () => {
    const flow = '{"hopscope": 1, "requests": [{"name": "a"}, {"name": "b"}], "title": "x"}';
    expect(text(moveItem(flow, ['requests'], 0, 1))).toBe(
      '{"hopscope": 1, "requests": [{"name": "b"}, {"name": "a"}], "title": "x"}',
    );
  });

  it('ends the last line where the text has no line break', () => {
    expect(text(moveItem('requests:\n- a\n- b', ['requests'], 1, 0))).toBe('requests:\n- b\n- a\n');
  });

  it.each([
    { name: 'an entry that is not there', text: TEXT, list: ['requests'], from: 7 },
    { name: 'a text that does not parse', text: 'requests: [', list: ['requests'], from: 0 },
    { name: 'something that is no list', text: TEXT, list: ['cluster'], from: 0 },
  ])('refuses $name', ({ text: whole, list, from }) => {
    expect(moveItem(whole, list, from, 1).kind).toBe('refused');
  });
});

describe('copyItem', () => {
  it('puts the copy behind the item', () => {
    expect(text(copyItem('requests:\n# one\n- a\n- b\n', ['requests'], 0))).toBe(
      'requests:\n# one\n- a\n# one\n- a\n- b\n',
    );
  });
});
