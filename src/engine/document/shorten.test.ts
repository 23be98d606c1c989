import { describe, expect, it } from 'vitest';
import { readYaml } from '#source';
import { onlyRequest } from './only-request.ts';
import { partsAt, withoutRemarks } from './shorten.ts';

describe('without remarks a text', () => {
  it.each([
    {
      name: 'loses comments',
      text: '# a\nkind: Pod # b\nx: "#c" \n\n  # d\ny: a#b\n',
      want: 'kind: Pod\nx: "#c" \n\ny: a#b\n',
    },
    {
      name: 'keeps what only looks like one',
      text: 'run: |\n  # stays\n  echo # too\nx: 1\n',
      want: 'run: |\n  # stays\n  echo # too\nx: 1\n',
    },
    { name: 'loses a comment behind the head of a block', text: 'run: | # why\n  a\n', want: 'run: |\n  a\n' },
    {
      name: 'loses what the server wrote',
      text: 'kind: Deployment\nmetadata:\n  name: a\n  uid: "1"\n  managedFields:\n  - manager: x\n    operation: Apply\n  generation: 2\nspec: {}\nstatus:\n  replicas: 1\n',
      want: 'kind: Deployment\nmetadata:\n  name: a\nspec: {}\n',
    },
    {
      name: 'keeps a status that decides',
      text: 'kind: Pod\nstatus:\n  podIP: 10.0.0.1\n',
      want: 'kind: Pod\nstatus:\n  podIP: 10.0.0.1\n',
    },
    {
      name: 'loses it in JSON too',
      text: '{"kind":"Job","metadata":{"uid":"1","name":"a"},"status":{"x":1}}',
      want: '{"kind":"Job","metadata":{"name":"a"}}',
    },
    {
      name: 'loses it in each item of a list',
      text: 'kind: List\nitems:\n- kind: Job\n  status: {}\n- kind: Job\n  metadata:\n    uid: "1"\n    name: b\n',
      want: 'kind: List\nitems:\n- kind: Job\n- kind: Job\n  metadata:\n    name: b\n',
    },
    {
      name: 'stays as it is where it does not parse',
      text: 'a: [ # x\n---\nb: 1 # y\n',
      want: 'a: [ # x\n---\nb: 1\n',
    },
  ])('$name', ({ text, want }) => {
    expect(withoutRemarks(text)).toBe(want);
    expect(readYaml(want).kind).toBe(readYaml(text).kind);
  });
});

describe('parts of a text', () => {
  const list =
    'kind: List\nitems:\n- kind: Pod\n  name: a\n- kind: Pod\n  name: b\n-\n  kind: Pod\n  name: c\nmetadata: {}\n';
  it.each([
    {
      name: 'documents',
      text: 'kind: A\n---\nkind: B\n---\nkind: C\n',
      find: ['A', 'C'],
      want: 'kind: A\n---\nkind: C\n',
    },
    { name: 'JSON objects in a row', text: '{"kind":"A"}\n{"kind":"B"}\n', find: ['B'], want: '{"kind":"B"}' },
    {
      name: 'items of a list',
      text: list,
      find: ['name: b'],
      want: 'kind: List\nitems:\n- kind: Pod\n  name: b\nmetadata: {}\n',
    },
    {
      name: 'the last item',
      text: list,
      find: ['name: c'],
      want: 'kind: List\nitems:\n-\n  kind: Pod\n  name: c\nmetadata: {}\n',
    },
    {
      name: 'items in brackets',
      text: '{"items":[{"a":1},{"b":2},{"c":3}]}',
      find: ['"a"', '"b"'],
      want: '{"items":[{"a":1},{"b":2}]}',
    },
    { name: 'nothing', text: list, find: [], want: '' },
  ])('keep $name', ({ text, find, want }) => {
    expect(
      partsAt(
        text,
        find.map((one) => text.indexOf(one)),
      ),
    ).toBe(want);
  });
});

it('one request alone keeps the settings, and loses what others expect', () => {
  const text =
    'hopscope: 1\ntitle: t\ncluster: {cni: flannel}\nrequests:\n- name: a\n  from: client\n  http: {url: http://a/}\n# between\n- name: b\n  from: client\n  http: {url: http://b/}\nobjects: []\n';
  expect(onlyRequest(text, 'b')).toBe(
    'hopscope: 1\ntitle: t\ncluster: {cni: flannel}\nrequests:\n# between\n- name: b\n  from: client\n  http: {url: http://b/}\n',
  );
});
