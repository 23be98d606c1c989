import { describe, expect, it } from 'vitest';
import type { RequestEdit } from './request-edit.ts';
import { checkRequest, editRequests, readCommandText } from './requests.ts';

const REST = `hopscope: 1
title: x
requests:
# the first
- name: a
  from: client
  http: {url: "http://a/"}   # plain
- {name: b, from: client, dns: {name: b}}
- name: c
  from: client
  connect: {to: c, port: 80}
`;
const document = { manifests: '', rest: REST };

function names(edit: RequestEdit, rest = REST): readonly string[] | string {
  const edited = editRequests({ manifests: '', rest }, edit);
  if (edited.kind === 'refused') return edited.sentence;
  return [...edited.rest.matchAll(/^ *- \{?name: "?([^,"\n]+)/gm)].map(([, name = '']) => name);
}

function shown(edit: RequestEdit): string | null {
  const edited = editRequests(document, edit);
  return edited.kind === 'edited' ? edited.show : edited.sentence;
}

const request = { from: 'client', method: 'GET', target: 'http://d/' };

describe('editing the list of requests', () => {
  const rows: readonly { readonly name: string; readonly edit: RequestEdit; readonly want: unknown }[] = [
    { name: 'adds at the end', edit: { kind: 'add', name: 'd', request }, want: ['a', 'b', 'c', 'd'] },
    { name: 'renames', edit: { kind: 'rename', name: 'b', to: ' z ' }, want: ['a', 'z', 'c'] },
    { name: 'puts a copy behind', edit: { kind: 'duplicate', name: 'a' }, want: ['a', 'a 2', 'b', 'c'] },
    { name: 'moves to the right', edit: { kind: 'move', name: 'a', by: 1 }, want: ['b', 'a', 'c'] },
    { name: 'moves to the left', edit: { kind: 'move', name: 'c', by: -1 }, want: ['a', 'c', 'b'] },
    { name: 'leaves the first where it is', edit: { kind: 'move', name: 'a', by: -1 }, want: ['a', 'b', 'c'] },
    { name: 'deletes', edit: { kind: 'delete', name: 'b' }, want: ['a', 'c'] },
    {
      name: 'refuses a name twice',
      edit: { kind: 'rename', name: 'b', to: 'c' },
      want: 'Another request is already called c.',
    },
    { name: 'refuses no name', edit: { kind: 'rename', name: 'b', to: ' ' }, want: 'A request needs a name.' },
    {
      name: 'refuses one that is not there',
      edit: { kind: 'delete', name: 'q' },
      want: 'The scenario has no request called q.',
    },
  ];
  it.each(rows)('$name', ({ edit, want }) => {
    expect(names(edit)).toEqual(want);
  });

  it('keeps comments that stand elsewhere', () => {
    const edited = editRequests(document, { kind: 'delete', name: 'c' });
    expect(edited.kind === 'edited' ? edited.rest : '').toBe(REST.slice(0, REST.indexOf('- name: c')));
  });

  it.each([
    { edit: { kind: 'delete', name: 'b' }, show: 'c' },
    { edit: { kind: 'delete', name: 'c' }, show: 'b' },
    { edit: { kind: 'rename', name: 'c', to: 'd' }, show: 'd' },
    { edit: { kind: 'duplicate', name: 'c' }, show: 'c 2' },
    { edit: { kind: 'move', name: 'c', by: -1 }, show: null },
  ] as const)('shows the neighbour of $edit.name after $edit.kind', ({ edit, show }) => {
    expect(shown(edit)).toBe(show);
  });

  it('deletes the only one, and adds to a scenario that has none', () => {
    const one = 'hopscope: 1\nrequests:\n- name: a\n  from: client\n  dns: {name: a}\n';
    expect(names({ kind: 'delete', name: 'a' }, one)).toEqual([]);
    expect(names({ kind: 'add', name: 'd', request }, 'hopscope: 1\n')).toEqual(['d']);
  });

  it('writes a request over the one that was saved', () => {
    const more = { http: { headers: { 'x-user': 'a' } }, count: 3 };
    const edited = editRequests(document, { kind: 'replace', name: 'b', to: 'b', request: { ...request, more } });
    expect(edited.kind === 'edited' ? edited.rest : '').toContain('x-user: a');
  });
});

describe('writing over a request', () => {
  const rest = `hopscope: 1
requests:
- name: a # the first
  from: client # from afar
  http:
    url: http://a/ # here
  expect: {outcome: delivered} # for sure
`;
  it('keeps comments at fields that stay', () => {
    const more = { count: 3, expect: { outcome: 'delivered' } } as const;
    const edited = editRequests(
      { manifests: '', rest },
      { kind: 'replace', name: 'a', to: 'b', request: { from: 'client', method: 'GET', target: 'http://a/', more } },
    );
    expect(edited.kind === 'edited' ? edited.rest : edited.sentence).toBe(
      rest.replace('name: a', 'name: b').concat('  count: 3\n'),
    );
  });

  it('changes what is sent', () => {
    const request = { from: 'client', method: 'TCP', target: 'db:5432' };
    const edited = editRequests({ manifests: '', rest }, { kind: 'replace', name: 'a', to: 'a', request });
    expect(edited.kind === 'edited' ? edited.rest : edited.sentence).toBe(`hopscope: 1
requests:
- name: a # the first
  from: client # from afar
  connect:
    to: db
    port: 5432
    protocol: TCP
`);
  });
});

describe('checking a request', () => {
  it('shows the lines that would be written', () => {
    const { lines, problems } = checkRequest(document, request, 'd', null);
    expect(problems).toEqual([]);
    expect(lines).toBe('- name: d\n  from: client\n  http:\n    url: http://d/\n');
  });

  it('names the fields that are wrong', () => {
    const wrong = { from: 'client', method: 'GET', target: '', more: { count: 0 } };
    const { lines, problems } = checkRequest(document, wrong, 'a', null);
    expect(lines).toBe('');
    expect(problems.map(({ field }) => field)).toEqual(['name', 'target', 'count']);
  });

  it('lets a request keep its own name', () => {
    expect(checkRequest(document, request, 'a', 'a').problems).toEqual([]);
  });
});

describe('reading a command', () => {
  it('holds all of it', () => {
    const line = `$ kubectl exec -n shop deploy/api -- curl -sX PUT -H 'X-User: a' --http2 -d hi http://web/x`;
    expect(readCommandText(line, 'client')).toEqual({
      kind: 'understood',
      request: {
        from: 'deployment/shop/api',
        method: 'PUT',
        target: 'http://web/x',
        more: {
          http: {
            version: '2',
            bodyBytes: 2,
            headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-user': 'a' },
          },
        },
      },
      left: null,
    });
  });

  it('says what is left over', () => {
    expect(readCommandText('curl -u a:b http://web/ | jq', 'client')).toMatchObject({
      left: 'Left out, because no request can state it: -u a:b; what follows it, | jq.',
    });
  });
});
