import { describe, expect, it } from 'vitest';
import { listener, sessionOf, TWO_NODES } from './two-nodes.fixture.ts';

const WORLD = TWO_NODES + listener('right', 'web', '10.50.2.5') + listener('left', 'near', '10.50.1.6');

function passage(node: string, cni: string, to: string, more = ''): string {
  const { session, request } = sessionOf(
    `${WORLD}${more}`,
    `cni: ${cni}`,
    `from: pod/shop/caller, connect: {to: ${to}, port: 8080}`,
  );
  const told = session.inside(request, node);
  const [first] = told?.passages ?? [];
  if (first === undefined) throw new Error('no passage');
  const names = (links: typeof first.came) => links.map(({ name }) => name.replace(/(cali|eni)[0-9a-f]{11}/, '$1…'));
  return [...names(first.came), '|', ...names(first.left)].join(' ');
}

const REMOTE = '10.50.2.5';
const NEAR = '10.50.1.6';

describe('interfaces on a packet’s way through a node', () => {
  it.each([
    ['calico', 'left', REMOTE, 'eth0 cali… | vxlan.calico eth0'],
    ['calico', 'right', REMOTE, 'eth0 vxlan.calico | cali… eth0'],
    ['calico', 'left', NEAR, 'eth0 cali… | cali… eth0'],
    ['{name: calico, mode: ipip}', 'left', REMOTE, 'eth0 cali… | tunl0 eth0'],
    ['{name: calico, mode: bgp}', 'left', REMOTE, 'eth0 cali… | eth0'],
    ['flannel', 'left', REMOTE, 'eth0 veth… cni0 | flannel.1 eth0'],
    ['flannel', 'left', NEAR, 'eth0 veth… cni0 | cni0 veth… eth0'],
    ['{name: flannel, mode: host-gw}', 'right', REMOTE, 'eth0 | cni0 veth… eth0'],
    ['cilium', 'left', REMOTE, 'eth0 lxc… | cilium_vxlan eth0'],
    ['cilium', 'right', REMOTE, 'eth0 cilium_vxlan | lxc… eth0'],
    ['cilium', 'left', NEAR, 'eth0 lxc… | lxc… eth0'],
    ['{name: cilium, mode: geneve}', 'left', REMOTE, 'eth0 lxc… | cilium_geneve eth0'],
    ['{name: cilium, mode: native}', 'left', REMOTE, 'eth0 lxc… | eth0'],
    ['{name: cilium, mode: native}', 'right', REMOTE, 'eth0 | cilium_host lxc… eth0'],
    ['weave', 'left', REMOTE, 'eth0 vethwepl… weave | weave vxlan-6784 eth0'],
    ['kindnet', 'left', REMOTE, 'eth0 veth… | eth0'],
    ['aws-vpc', 'left', REMOTE, 'eth0 eni… | eth0'],
    ['calico', 'left', '198.18.0.1', 'eth0 cali… | eth0'],
    ['calico', 'left', '172.20.0.11', 'eth0 cali… | process'],
  ])('%s, on %s to %s', (cni, node, to, want) => {
    expect(passage(node, cni, to)).toBe(want);
  });

  it('lead to the gateway of an egress policy, whatever the route', () => {
    const policy = `
---
apiVersion: cilium.io/v2
kind: CiliumEgressGatewayPolicy
metadata: {name: out}
spec:
  selectors: [{podSelector: {}}]
  destinationCIDRs: [0.0.0.0/0]
  egressGateway: {nodeSelector: {matchLabels: {kubernetes.io/hostname: right}}}
`;
    const native = '{name: cilium, mode: native}';
    expect(passage('left', native, '198.18.0.1', policy)).toBe('eth0 lxc… | cilium_vxlan eth0');
    expect(passage('right', native, '198.18.0.1', policy)).toBe('eth0 cilium_vxlan | eth0');
  });

  it.each([
    [
      'by programs, past cilium_host and the pod’s other end',
      '"kube-proxy-replacement": "true", "enable-bpf-masquerade": "true"',
      '| eth0',
    ],
    ['by a route of its own', '"enable-endpoint-routes": "true"', '| lxc… eth0'],
    ['by the route that all pods of the node share', '"kube-proxy-replacement": "true"', '| cilium_host lxc… eth0'],
  ])('lead to a pod that is routed natively: %s', (_, data, want) => {
    const config = `
---
apiVersion: v1
kind: ConfigMap
metadata: {name: cilium-config, namespace: kube-system}
data: {${data}}
`;
    expect(passage('right', '{name: cilium, mode: native}', REMOTE, config)).toBe(`eth0 ${want}`);
  });

  it('end where a rule drops the packet', () => {
    const deny = `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: nobody, namespace: shop}
spec: {podSelector: {}, policyTypes: [Egress]}
`;
    expect(passage('left', 'calico', REMOTE, deny)).toBe('eth0 cali… |');
  });
});
