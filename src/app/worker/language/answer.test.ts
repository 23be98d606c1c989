import { describe, expect, it } from 'vitest';
import { ask, cursorAt } from './answer.fixture.ts';

describe('what may be written next', () => {
  const rows = [
    {
      name: 'fields of a port that do not stand there yet',
      text: 'kind: Service\nspec:\n  ports:\n  - port: 80\n    |\n---\nkind: NetworkPolicy',
      has: ['targetPort', 'protocol'],
      not: ['port', 'ports'],
    },
    {
      name: 'fields of the kind of this document',
      text: 'kind: Pod\n---\nkind: NetworkPolicy\nspec:\n  pol|',
      has: ['policyTypes', 'ingress'],
      not: ['containers', 'podSelectors'],
    },
    { name: 'words of a field', text: 'kind: Service\nspec:\n  type: |', has: ['LoadBalancer'], not: ['type'] },
    {
      name: 'words of a list',
      text: 'kind: NetworkPolicy\nspec:\n  policyTypes:\n  - |',
      has: ['Ingress', 'Egress'],
      not: [],
    },
    {
      name: 'truth values',
      text: 'kind: Service\nspec:\n  publishNotReadyAddresses: |',
      has: ['true', 'false'],
      not: [],
    },
    {
      name: 'the first field of a list’s entry',
      text: 'kind: Service\nspec:\n  ports:\n  - |',
      has: ['port'],
      not: ['type'],
    },
    {
      name: 'nothing below a list’s key without a dash',
      text: 'kind: Service\nspec:\n  ports:\n    |',
      has: [],
      not: ['port'],
    },
    { name: 'kinds', text: 'apiVersion: v1\nkind: |', has: ['Service', 'Pod'], not: ['Deployment', 'apiVersion'] },
    { name: 'the version of a kind', text: 'apiVersion: |\nkind: Deployment', has: ['apps/v1'], not: ['v1'] },
    { name: 'what every object has', text: 'me|', has: ['metadata', 'kind'], not: ['spec'] },
    {
      name: 'fields deep inside',
      text: 'kind: Ingress\nspec:\n  rules:\n  - http:\n      paths:\n      - path: /\n        |',
      has: ['pathType', 'backend'],
      not: ['path'],
    },
    {
      name: 'fields of a container in a workload',
      text: 'kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n      - name: a\n        |',
      has: ['readinessProbe', 'ports'],
      not: ['name'],
    },
    {
      name: 'fields of the Gateway API',
      text: 'kind: HTTPRoute\nspec:\n  rules:\n  - backendRefs:\n    - |',
      has: ['name', 'port', 'weight'],
      not: [],
    },
    {
      name: 'in braces: fields of an entry that do not stand there yet, before or behind',
      text: 'kind: Service\nspec: {type: NodePort, ports: [{port: 80, | protocol: TCP}]}',
      has: ['targetPort', 'nodePort'],
      not: ['port', 'protocol', 'type'],
    },
    {
      name: 'in braces: fields of the object around, behind an inner one',
      text: 'kind: Service\nspec: {ports: [{port: 80}], |',
      has: ['selector', 'type'],
      not: ['ports', 'port'],
    },
    {
      name: 'in braces: words of a field',
      text: 'kind: Service\nspec: {type: Node|}',
      has: ['NodePort', 'LoadBalancer'],
      not: ['type', 'ports'],
    },
    {
      name: 'in brackets: words of a list',
      text: 'kind: NetworkPolicy\nspec:\n  policyTypes: [Ingress, |]',
      has: ['Ingress', 'Egress'],
      not: ['policyTypes'],
    },
    {
      name: 'in braces over several lines',
      text: 'kind: Deployment\nspec:\n  template:\n    spec: {\n      containers: [\n        {name: a, # a remark: {\n         image: "x, y}",\n         |',
      has: ['ports', 'readinessProbe'],
      not: ['name', 'image', 'containers'],
    },
    {
      name: 'in an entry of a list in braces',
      text: 'kind: Pod\nspec:\n  containers:\n  - {name: a, po|}',
      has: ['ports', 'image'],
      not: ['name'],
    },
    {
      name: 'behind braces that nobody closed: fields of the block around',
      text: 'kind: Service\nmetadata: {name: a\nspec:\n  |',
      has: ['ports', 'selector'],
      not: ['name', 'labels'],
    },
    {
      name: 'nothing in braces that are text',
      text: 'kind: ConfigMap\ndata:\n  a.json: >-\n    {"x": |',
      has: [],
      not: ['data'],
    },
    { name: 'nothing in a kind that is not known', text: 'kind: Nonsense\nspec:\n  |', has: [], not: ['ports'] },
    { name: 'nothing behind a free value', text: 'kind: Pod\nmetadata:\n  name: |', has: [], not: ['name'] },
  ];
  it.each(rows)('$name', ({ text, has, not }) => {
    const offered = ask({ kind: 'complete', cursor: cursorAt(text) }).map((one) => one.label);
    expect(offered).toEqual(expect.arrayContaining(has));
    expect(offered.filter((one) => not.includes(one))).toEqual([]);
    expect(offered.length > 0).toBe(has.length > 0);
  });

  it('of a scenario: words of a setting, fields of a request', () => {
    const labels = (text: string) =>
      ask({ kind: 'complete', cursor: cursorAt(text, 'scenario') }).map((one) => one.label);
    expect(labels('cluster:\n  cni: |')).toContain('flannel');
    expect(labels('requests:\n- name: a\n  |')).toEqual(expect.arrayContaining(['from', 'http', 'expect']));
  });

  it('leads to the line of the first field', () => {
    const offered = ask({ kind: 'complete', cursor: cursorAt('kind: Service\nspec:\n  |') });
    expect(offered.find((one) => one.label === 'ports')?.insert).toBe('ports:\n  - ');
    expect(offered.find((one) => one.label === 'selector')?.insert).toBe('selector:\n  ');
  });
});

describe('what stands under the cursor', () => {
  const rows = [
    { name: 'a key', text: 'kind: Service\nspec:\n  ty|pe: NodePort', path: 'spec.type' },
    { name: 'a value', text: 'kind: Service\nspec:\n  type: Node|Port', path: 'spec.type' },
    {
      name: 'in braces',
      text: 'kind: Service\nspec: {ports: [{port: 80, targetP|ort: 1}]}',
      path: 'spec.ports.targetPort',
    },
    {
      name: 'an entry of a list',
      text: 'kind: NetworkPolicy\nspec:\n  policyTypes: [In|gress]',
      path: 'spec.policyTypes',
    },
    { name: 'in a text that does not parse', text: 'kind: Service\nspec:\n  ty|pe: [', path: 'spec.type' },
    { name: 'nothing', text: 'kind: Service\nspec: |   {}', path: undefined },
    { name: 'a field that does not exist', text: 'kind: Service\nspec:\n  no|nsense: 1', path: undefined },
  ];
  it.each(rows)('$name', ({ text, path }) => {
    expect(ask({ kind: 'describe', cursor: cursorAt(text) })?.path).toBe(path);
  });
});
