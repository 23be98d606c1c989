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
      'each family has one of its own',
      [pool('six', 'fd00::/48'), pool('four', '10.1.0.0/16', ', ipipMode: Always')],
      [],
    ],
    [
      'one that is disabled counts for nothing',
      [pool('off', '10.1.0.0/16', ', ipipMode: Always, disabled: true'), pool('on', '10.2.0.0/16')],
      [],
    ],
  ])('%s', (_, pools, expected) => {
    expect(told(...pools)).toEqual(expected);
  });

  it.each([
    ['IPv6 plainly beside IPIP', ', ipipMode: Always, natOutgoing: true', '', 'ipip bgp IPv6'],
    ['IPv6 in VXLAN beside plain IPv4', '', ', vxlanMode: Always, natOutgoing: true', 'bgp vxlan IPv4'],
    ['both alike', ', vxlanMode: Always, natOutgoing: true', ', vxlanMode: Always, natOutgoing: true', 'vxlan vxlan '],
  ])('each family is routed and masqueraded by its own: %s', (_, four, six, want) => {
    const { cni } = clusterOf(documents(pool('six', 'fd00::/48', six), pool('four', '10.1.0.0/16', four))).settings;
    expect(`${cni.mode} ${cni.modeV6} ${cni.masquerade.never.join()}`).toBe(want);
  });

  it('the one that counts is the one whose mode the cluster has', () => {
    const cluster = clusterOf(
      documents(pool('six', 'fd00::/48'), pool('four', '10.1.0.0/16', ', ipipMode: Always, natOutgoing: true')),
    );
    expect(cluster.settings.cni.mode).toBe('ipip');
  });
});
