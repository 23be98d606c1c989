import { describe, expect, it } from 'vitest';
import { pictured, pod, service } from './picture.fixture.ts';

function policy(spec: string): string {
  return `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shut, namespace: mill}
spec: {podSelector: {}, ${spec}}
`;
}

function lineRows(manifests: string, cni: 'calico' | 'flannel' = 'calico') {
  return pictured(manifests, { cni: { name: cni } }).picture.rules.find(({ kind }) => kind === 'NetworkPolicy');
}

describe('the card of a policy says', () => {
  it.each<{ name: string; spec: string; lines: readonly string[] }>([
    {
      name: 'one entry that both selectors must fit as one peer',
      spec: 'ingress: [{from: [{namespaceSelector: {matchLabels: {team: audit}}, podSelector: {matchLabels: {app: a}}}]}]',
      lines: ['in: app=a in team=audit'],
    },
    {
      name: 'that either of two entries is enough, each with the namespace that it is about',
      spec: 'ingress: [{from: [{namespaceSelector: {matchLabels: {team: audit}}}, {podSelector: {matchLabels: {app: a}}}]}]',
      lines: ['in: pods in team=audit', 'or app=a in mill'],
    },
    {
      name: 'how many entries there are more',
      spec: 'ingress: [{from: [{podSelector: {}}, {ipBlock: {cidr: 10.0.0.0/8}}, {ipBlock: {cidr: 192.0.2.0/24}}]}]',
      lines: ['in: all pods in mill', 'or 10.0.0.0/8, or 1 more'],
    },
    {
      name: 'a namespace by the name that the API server put on it',
      spec: 'policyTypes: [Egress], egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, podSelector: {matchLabels: {k8s-app: kube-dns}}}]}]',
      lines: ['out: k8s-app=kube-dns in kube-system'],
    },
    {
      name: 'keys with their prefix, and expressions with their values',
      spec: 'ingress: [{from: [{podSelector: {matchLabels: {app.kubernetes.io/name: a}, matchExpressions: [{key: tier, operator: In, values: [web, api]}, {key: old, operator: DoesNotExist}]}}]}]',
      lines: ['in: app.kubernetes.io/name=a,tier in (web,api),!old in mill'],
    },
    { name: 'that nobody is let in', spec: 'ingress: []', lines: ['in: nobody'] },
  ])('$name', ({ spec, lines }) => {
    expect(lineRows(policy(spec))?.lines).toEqual(lines);
  });

  it.each([
    { name: 'nothing more where the CNI carries it out', cni: 'calico', idle: undefined },
    { name: 'that the CNI carries it out not', cni: 'flannel', idle: 'not enforced by flannel' },
  ] as const)('$name', ({ cni, idle }) => {
    expect(lineRows(policy('ingress: []'), cni)?.idle).toBe(idle);
  });
});

describe('the card of an egress policy', () => {
  const egress = `${pod('a')}${pod('b')}---
apiVersion: cilium.io/v2
kind: CiliumEgressGatewayPolicy
metadata: {name: to-the-bank}
spec:
  selectors: [{podSelector: {matchLabels: {app: a}}}]
  destinationCIDRs: [198.51.100.0/24]
  egressGateway: {nodeSelector: {matchLabels: {egress: bank}}, egressIP: 192.168.1.200}
`;
  const nodes = [{ name: 'gate', ip: '192.168.1.13', labels: { egress: 'bank' } }];
  it('says where packets to which addresses leave, and whose', () => {
    const { picture } = pictured(egress, { cni: { name: 'cilium' }, serviceProxy: { mode: 'ebpf' }, nodes });
    expect(picture.rules.find(({ kind }) => kind === 'EgressPolicy')).toMatchObject({
      title: 'Egress to-the-bank',
      lines: ['to 198.51.100.0/24', 'by gate as 192.168.1.200'],
      pods: ['mill/a'],
    });
  });
  it('says that nobody carries it out', () => {
    const { picture } = pictured(egress, { cni: { name: 'calico' }, nodes });
    expect(picture.rules.find(({ kind }) => kind === 'EgressPolicy')?.idle).toBe('not carried out here');
  });
});

it('several ports of a Service are called so', () => {
  const { picture } = pictured(
    service('web', 'clusterIP: 10.96.0.9, ports: [{name: a, port: 53}, {name: b, port: 9153}]'),
  );
  expect(picture.rules.find(({ ref }) => ref === 'Service/mill/web')?.lines).toEqual(['10.96.0.9', 'ports 53, 9153']);
});
