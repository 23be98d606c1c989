import { describe, expect, it } from 'vitest';
import { clusterOf, documents } from '../cluster.fixture.ts';

const pool = (name: string, cidr: string, more = ''): string => `
apiVersion: projectcalico.org/v3
kind: IPPool
metadata: {name: ${name}}
spec: {cidr: "${cidr}"${more}}
`;
const told = (...pools: readonly string[]): readonly string[] =>
  clusterOf(documents(...pools)).problems.map(({ object, sentence }) => `${object ?? ''}: ${sentence}`);

describe('of several pools of Calico', () => {
  it.each([
    ['those that are alike need no word', [pool('a', '10.1.0.0/16'), pool('b', '10.2.0.0/16')], []],
    [
      'one that differs is told with the one that counts',
      [pool('a', '10.1.0.0/16', ', ipipMode: Always'), pool('b', '10.2.0.0/16')],
      ['IPPool.projectcalico.org/b: Pool b differs from a; all pods are taken to be of that one.'],
    ],
    [
      'the first of IPv4 counts, also where IPv6 is listed before it',
      [pool('six', 'fd00::/48'), pool('four', '10.1.0.0/16', ', ipipMode: Always')],
      ['IPPool.projectcalico.org/six: Pool six differs from four; all pods are taken to be of that one.'],
    ],
    [
      'one that is disabled counts for nothing',
      [pool('off', '10.1.0.0/16', ', ipipMode: Always, disabled: true'), pool('on', '10.2.0.0/16')],
      [],
    ],
  ])('%s', (_, pools, expected) => {
    expect(told(...pools)).toEqual(expected);
  });

  it('the one that counts is the one whose mode the cluster has', () => {
    const cluster = clusterOf(
      documents(pool('six', 'fd00::/48'), pool('four', '10.1.0.0/16', ', ipipMode: Always, natOutgoing: true')),
    );
    expect(cluster.settings.cni.mode).toBe('ipip');
  });
});
