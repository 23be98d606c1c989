import { buildCluster } from '#cluster';
import { loadManifests } from '#manifests';
import { describe, expect, it } from 'vitest';
import { egressEntries } from './egress.ts';
import { podOn, TWO_NODES } from './two-nodes.fixture.ts';

const policy = (name: string, fields: string) => `---
apiVersion: cilium.io/v2
kind: CiliumEgressGatewayPolicy
metadata: {name: ${name}}
spec:
  selectors: [{podSelector: {}}]
  egressGateway: {nodeSelector: {matchLabels: {kubernetes.io/hostname: right}}}
${fields}
`;

const WORLD =
  TWO_NODES +
  podOn('left', 'shop/here', '10.50.1.5') +
  policy('wide', '  destinationCIDRs: [198.18.0.0/16, 198.18.5.0/24]\n') +
  policy('narrow', '  destinationCIDRs: [198.18.5.0/24]\n  excludedCIDRs: [198.18.0.0/16]\n');

function cluster() {
  const { objects } = loadManifests(WORLD);
  return buildCluster({ manifests: objects, settings: { cni: { name: 'cilium' } }, faults: [] });
}

describe('entries of the map of egress policies', () => {
  const made = cluster();
  const own = () => egressEntries(made).filter(({ source }) => source === '10.50.1.5');

  it('are one for each block: the excluded one stands, else the first policy’s', () => {
    expect(own().map(({ destination, kind, policy: { ref } }) => `${destination} ${kind} ${ref.name}`)).toEqual([
      '198.18.5.0/24 taken wide',
      '198.18.0.0/16 excluded narrow',
    ]);
  });

  it('are made once for a cluster', () => {
    expect(own()[0]).toBe(own()[0]);
  });
});
