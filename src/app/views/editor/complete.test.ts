import { describe, expect, it } from 'vitest';
import { complete, kindAround, pathTo } from './complete.ts';
import { manifestShape } from './manifest-shape.ts';
import { scenarioShape } from './scenario-shape.ts';

const SERVICE = `kind: Service
spec:
  ports:
  - port: 80
    |
---
kind: NetworkPolicy
spec:
  podSelector: {}
`;

/** Completes at the bar in a text. */
function labels(text: string): readonly string[] {
  const at = text.indexOf('|');
  const line = text.slice(0, at).split('\n').length - 1;
  const column = at - text.lastIndexOf('\n', at - 1) - 1;
  const lines = text.replace('|', '').split('\n');
  return complete(manifestShape(kindAround(lines, line)), lines, line, column).map((one) => one.label);
}

describe('completion', () => {
  const rows = [
    {
      name: 'offers the fields of a port, not those that stand there',
      text: SERVICE,
      has: ['targetPort', 'protocol'],
      not: ['port'],
    },
    {
      name: 'offers the fields of the kind of this document',
      text: 'kind: NetworkPolicy\nspec:\n  pol|',
      has: ['policyTypes', 'ingress'],
      not: ['selector'],
    },
    {
      name: 'offers the values of a field',
      text: 'kind: Service\nspec:\n  type: |',
      has: ['LoadBalancer'],
      not: ['type'],
    },
    {
      name: 'offers the values of a list',
      text: 'kind: NetworkPolicy\nspec:\n  policyTypes:\n  - |',
      has: ['Ingress', 'Egress'],
      not: [],
    },
    {
      name: 'offers the first field of a list’s entry',
      text: 'kind: Service\nspec:\n  ports:\n  - |',
      has: ['port', 'targetPort'],
      not: ['type'],
    },
    { name: 'offers kinds', text: 'apiVersion: v1\nkind: |', has: ['Service', 'Pod'], not: ['apiVersion'] },
    {
      name: 'goes deep',
      text: 'kind: Ingress\nspec:\n  rules:\n  - http:\n      paths:\n      - path: /\n        |',
      has: ['pathType', 'backend'],
      not: ['path'],
    },
    {
      name: 'offers nothing in a kind that it does not know',
      text: 'kind: Gateway\nspec:\n  |',
      has: [],
      not: ['selector', 'ports'],
    },
    { name: 'offers nothing behind a free value', text: 'metadata:\n  name: |', has: [], not: ['name', 'labels'] },
  ];
  it.each(rows)('$name', ({ text, has, not }) => {
    const offered = labels(text);
    expect(offered).toEqual(expect.arrayContaining(has));
    expect(offered.filter((one) => not.includes(one))).toEqual([]);
  });

  it('knows the scenario', () => {
    const lines = ['cluster:', '  cni: '];
    expect(complete(scenarioShape, lines, 1, 7).map((one) => one.label)).toContain('flannel');
  });

  it('finds the way to a line by indentation, over lists and remarks', () => {
    const lines = ['spec:', '  rules:', '  # a remark', '  - host: a', '    http:', '      paths:'];
    expect(pathTo(lines, 5, 6)).toEqual(['spec', 'rules', 'http']);
  });
});
