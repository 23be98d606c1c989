import { describe, expect, it } from 'vitest';
import { compareRuleSets } from './rule-set.ts';

const base = [
  '# a note',
  '*nat',
  ':KUBE-SERVICES - [0:0]',
  ':KUBE-SEP-A - [0:0]',
  '-A KUBE-SERVICES -d 10.96.0.7/32 -m comment --comment "shop/web:http cluster IP" -j KUBE-SVC-W',
  '-A KUBE-SERVICES -d 10.96.0.8/32 -m comment --comment "shop/api cluster IP" -j KUBE-SVC-A',
  '-A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS',
  '-A KUBE-SEP-A -s 10.244.0.5/32 -j KUBE-MARK-MASQ',
  '-A KUBE-SEP-A -j DNAT --to-destination 10.244.0.5:80',
  'COMMIT',
];

const edited = (edit: (lines: string[]) => void): string => {
  const lines = [...base];
  edit(lines);
  return lines.join('\n');
};

const swap = (lines: string[], a: number, b: number): void => {
  [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
};

describe('two rule sets', () => {
  it.each([
    { name: 'agree with themselves', actual: edited(() => undefined), failures: 0 },
    {
      name: 'agree with rules of two Services the other way round in KUBE-SERVICES',
      actual: edited((lines) => swap(lines, 4, 5)),
      failures: 0,
    },
    {
      name: 'agree with chains declared the other way round',
      actual: edited((lines) => swap(lines, 2, 3)),
      failures: 0,
    },
    {
      name: 'agree whatever the counters say',
      actual: edited((lines) => (lines[2] = ':KUBE-SERVICES - [7:420]')),
      failures: 0,
    },
    {
      name: 'differ where two rules of an endpoint change places',
      actual: edited((lines) => swap(lines, 7, 8)),
      failures: 1,
    },
    {
      name: 'differ where the node port rule is not the last',
      actual: edited((lines) => swap(lines, 5, 6)),
      failures: 1,
    },
    {
      name: 'differ where a chain is missing',
      actual: edited((lines) => lines.splice(7, 2).concat(lines.splice(3, 1))),
      failures: 1,
    },
    {
      name: 'differ in an address',
      actual: edited((lines) => (lines[8] = '-A KUBE-SEP-A -j DNAT --to-destination 10.244.0.6:80')),
      failures: 1,
    },
  ])('$name', ({ actual, failures }) => {
    expect(compareRuleSets(base.join('\n'), actual)).toHaveLength(failures);
  });
});
