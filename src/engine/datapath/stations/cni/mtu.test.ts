import { openSession } from '#session';
import { describe, expect, it } from 'vitest';

const POLICY = `  ---
  apiVersion: cilium.io/v2
  kind: CiliumEgressGatewayPolicy
  metadata: {name: out}
  spec:
    selectors: [{podSelector: {}}]
    destinationCIDRs: [198.18.5.0/24]
    egressGateway: {nodeSelector: {matchLabels: {kubernetes.io/hostname: right}}}
`;

/** What a node does with a full packet of a pod to one of another node: `by fits`, for each hop that says so. */
function cuts(cni: string, faults = '', request = 'one'): readonly string[] {
  const session = openSession(`
hopscope: 1
cluster: {cni: ${cni}, external: {hosts: [{ip: 198.18.5.5, ports: [80]}]}, podCIDR: 10.61.0.0/16, nodes: [{name: left, ip: 172.23.0.11}, {name: right, ip: 172.23.0.12}]}
faults: [${faults}]
manifests: |
  apiVersion: v1
  kind: Pod
  metadata: {name: near, namespace: x}
  spec: {nodeName: left, containers: [{name: main, image: app}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: far, namespace: x}
  spec: {nodeName: right, containers: [{name: main, image: app}]}
${request === 'one' ? '' : POLICY}requests:
  - {name: out, from: pod/x/near, http: {url: "http://198.18.5.5/", method: POST, bodyBytes: 40000}}
  - {name: one, from: pod/x/near, http: {url: "http://far/", connectTo: "pod/x/far:80", method: POST, bodyBytes: 40000}}
`);
  const asked = session.request(request);
  if (asked === null) return [];
  const { trace } = session.ask(asked);
  const told = trace.hops.flatMap((hop) =>
    hop.kind === 'shrink' || hop.kind === 'fragment'
      ? [`${hop.kind} ${hop.decision.fits}, goes on with ${hop.after?.bytes}`]
      : [],
  );
  return [...told, trace.outcome.word];
}

describe('a packet that does not fit a node’s interface', () => {
  it.each([
    ['fits', 'flannel', '', ['delivered']],
    ['has its VXLAN packet cut', '{name: flannel, mtu: 1500}', '', ['fragment 1450, goes on with 1500', 'delivered']],
    [
      'has its Geneve packet cut',
      '{name: cilium, mode: geneve, mtu: 1500}',
      '',
      ['fragment 1450, goes on with 1500', 'delivered'],
    ],
    ['is told with IPIP', '{name: calico, mode: ipip, mtu: 1500}', '', ['shrink 1480, goes on with 1480', 'delivered']],
    ['is told by Open vSwitch', '{name: weave, mtu: 1500}', '', ['shrink 1450, goes on with 1450', 'delivered']],
    [
      'is told without an overlay',
      '{name: calico, mode: bgp}',
      '{type: mtuMismatch, target: node/left, mtu: 1400}',
      ['shrink 1400, goes on with 1400', 'delivered'],
    ],
    [
      'is lost where only the far interface is narrow',
      'flannel',
      '{type: mtuMismatch, target: node/right, mtu: 1400}',
      ['timeout'],
    ],
    [
      'arrives in fragments that both interfaces take',
      'flannel',
      '{type: mtuMismatch, target: node/left, mtu: 1400}, {type: mtuMismatch, target: node/right, mtu: 1400}',
      ['fragment 1350, goes on with 1450', 'delivered'],
    ],
  ])('%s', (_, cni, faults, expected) => {
    expect(cuts(cni, faults)).toEqual(expected);
  });

  it.each([
    ['fits, for its pod’s route leaves room for the tunnel', 'native', []],
    ['is wrapped and cut where the MTU is stated too large', 'native, mtu: 1500', ['fragment 1450, goes on with 1500']],
  ])('on its way to an egress gateway %s', (_, mode, expected) => {
    expect(cuts(`{name: cilium, mode: ${mode}}`, '', 'out').slice(0, -1)).toEqual(expected);
  });
});
