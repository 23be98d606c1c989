import { describe, expect, it } from 'vitest';
import { loadManifests } from '../load-manifests.ts';
import { KNOWN_KINDS } from '../known-kinds.ts';
import { only } from './kinds.fixture.ts';
import { KINDS } from './registry.ts';

describe('the list of kinds', () => {
  it('names no kind twice', () => {
    const keys = [...KINDS, ...KNOWN_KINDS].map(({ group, kind }) => `${group}/${kind}`);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it.each(KINDS.map((reader) => ({ reader, name: reader.kind })))(
    '$name is read from nothing but its name',
    ({ reader }) => {
      const version = reader.group === '' ? reader.versions[0] : `${reader.group}/${reader.versions[0]}`;
      const text = `apiVersion: ${version}\nkind: ${reader.kind}\nmetadata: {name: a}\n`;
      expect(loadManifests(text).objects).toMatchObject([{ kind: reader.kind, metadata: { name: 'a' } }]);
    },
  );
});

describe('endpoints', () => {
  it('of a slice keep absent conditions absent', () => {
    const slice = only(
      'EndpointSlice',
      `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: a, labels: {kubernetes.io/service-name: web}}
addressType: IPv4
endpoints:
- {addresses: [10.0.0.1], conditions: {ready: false}, hints: {forZones: [{name: zone-a}]}, targetRef: {kind: Pod, name: p}}
- {addresses: [10.0.0.2]}
ports: [{name: "", port: 80}]
`,
    );
    expect(slice.endpoints).toEqual([
      {
        addresses: ['10.0.0.1'],
        conditions: { ready: false },
        hints: { forZones: ['zone-a'], forNodes: [] },
        targetRef: { kind: 'Pod', name: 'p' },
      },
      { addresses: ['10.0.0.2'], conditions: {} },
    ]);
    expect(slice.ports).toEqual([{ name: '', port: 80, protocol: 'TCP' }]);
  });
});

describe('policies', () => {
  it('keep apart what is absent and what is empty', () => {
    const policy = only(
      'NetworkPolicy',
      `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: a}
spec:
  podSelector: {}
  policyTypes: []
  ingress: []
`,
    );
    expect(policy).toMatchObject({ policyTypes: null, ingress: [], egress: null });
  });

  it('of the Admin tier read ports of v1alpha1 and protocols of v1alpha2 alike', () => {
    const rule = (peers: string, ports: string) => `[{action: Deny, ${peers}: [{namespaces: {}}], ${ports}}]`;
    const old = only(
      'AdminNetworkPolicy',
      `apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: {name: a}
spec:
  priority: 5
  subject: {namespaces: {}}
  ingress: ${rule('from', 'ports: [{portNumber: {protocol: UDP, port: 53}}, {portRange: {start: 1, end: 9}}, {namedPort: dns}]')}
`,
    );
    const now = only(
      'ClusterNetworkPolicy',
      `apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: {name: a}
spec:
  tier: Baseline
  priority: 5
  subject: {namespaces: {}}
  ingress: ${rule('from', 'protocols: [{udp: {destinationPort: {number: 53}}}, {tcp: {destinationPort: {range: {start: 1, end: 9}}}}, {destinationNamedPort: dns}, {sctp: {}}]')}
`,
    );
    expect(now.tier).toBe('Baseline');
    expect(now.ingress[0]?.ports).toEqual([...(old.ingress[0]?.ports ?? []), { kind: 'all', protocol: 'SCTP' }]);
  });
});

describe('secrets', () => {
  it('are decoded, and stringData lies over data', () => {
    const secret = only(
      'Secret',
      'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {a: YQ==, b: YQ==}\nstringData: {b: plain}\n',
    );
    expect(secret).toMatchObject({ type: 'Opaque', data: { a: 'a', b: 'plain' } });
  });
});
