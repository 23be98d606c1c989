import { describe, expect, it } from 'vitest';
import { openSession } from './session.ts';

const TEXT = `hopscope: 1
cluster: {cni: flannel, loadBalancer: none}
manifests: |
  apiVersion: v1
  kind: Pod
  metadata: {name: desk, namespace: hall}
  spec:
    containers: [{name: c, image: i}]
  ---
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: lamp, namespace: hall}
  spec:
    replicas: 1
    selector: {matchLabels: {app: lamp}}
    template:
      metadata: {labels: {app: lamp}}
      spec:
        containers:
        - name: c
          image: i
          ports: [{containerPort: 8080}]
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: lamp, namespace: hall}
  spec:
    selector: {app: lamp}
    ports: [{port: 80, targetPort: 8080}]
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: waiting, namespace: hall}
  spec: {type: LoadBalancer, selector: {app: lamp}, ports: [{port: 80}]}
requests:
- {name: no address, from: client, connect: {to: service/hall/waiting, port: 80}}
- {name: by name, from: pod/hall/desk, http: {url: http://lamp/}}
- {name: on and on, from: deployment/hall/lamp, http: {url: http://lamp/}}
`;

const session = openSession(TEXT);

/** The same without a word about the CNI, but with an object that only Cilium reads. */
const withPolicy = openSession(
  TEXT.replace('cni: flannel, ', '').replace(
    'requests:',
    `  ---
  apiVersion: cilium.io/v2
  kind: CiliumEgressGatewayPolicy
  metadata: {name: out}
  spec:
    selectors: [{podSelector: {}}]
    destinationCIDRs: [198.18.5.0/24]
    egressGateway: {nodeSelector: {}}
requests:`,
  ),
);

function cited(request: string, within = session): ReadonlyMap<string, string> {
  const asked = within.request(request);
  const hops = asked === null ? [] : Object.values(within.ask(asked).hops);
  return new Map(
    hops
      .flatMap(({ evidence }) => evidence)
      .map(({ object, field, said, near }) => [
        `${object} ${field}`,
        near === null ? said : `${said} (${near.name} ${near.range.start.line})`,
      ]),
  );
}

describe('how the text stands to what decides', () => {
  it.each([
    { name: 'a field that is there', place: 'Service/hall/lamp spec.selector', want: 'line 25' },
    {
      name: 'a field of the template, for a pod made of it',
      place: 'Deployment/hall/lamp spec.template.spec.containers.0.ports.0',
      want: 'line 19',
    },
    {
      name: 'a field that is left out, with its default and the parent that is there',
      place: 'Pod/hall/desk spec.dnsPolicy',
      want: 'left out, so Kubernetes’ default holds: ClusterFirst (spec 4)',
    },
    {
      name: 'what the cluster fills in while it runs',
      place: 'Pod/hall/desk status.podIP',
      want: 'not in the text: the cluster sets it while it runs (Pod desk 1)',
    },
    {
      name: 'an object that was filled in',
      place: 'Service/kube-system/kube-dns spec.ports.0',
      want: 'not in the text: assumed',
    },
    { name: 'a setting of the scenario', place: 'Setting/cni cni', want: 'stated by the scenario: flannel' },
    {
      name: 'a setting that nobody states',
      place: 'Setting/serviceProxy serviceProxy',
      want: 'stated nowhere, so its default is assumed: iptables',
    },
  ])('$name', ({ place, want }) => {
    expect(cited('by name').get(place)).toBe(want);
  });

  it('a setting that nobody states and an object asks for', () => {
    expect(cited('by name', withPolicy).get('Setting/serviceProxy serviceProxy')).toBe(
      'stated nowhere; assumed, because an object asks for it: ebpf (CiliumEgressGatewayPolicy out spec.egressGateway 39)',
    );
  });

  it('what a Service without an address rests on: its type, and that there is no balancer', () => {
    expect([...cited('no address')]).toEqual([
      ['Service/hall/waiting spec.type', 'line 31'],
      ['Setting/loadBalancer loadBalancer', 'stated by the scenario: none'],
    ]);
  });

  it('a pod that a template makes', () => {
    const [pod = '', said] = [...cited('on and on')].find(([place]) => place.endsWith('status.podIP')) ?? [];
    expect(pod).toMatch(/^Pod\/hall\/lamp-/);
    expect(said).toBe('not in the text: made from the template of Deployment lamp (spec.template 13)');
  });
});
