import { describe, expect, it } from 'vitest';
import { refText } from '#manifests';
import type { Hop } from '#trace';
import { walked } from '../way.fixture.ts';

function scenario(spec: string, { more = '', labels = 'app: till', proxy = 'iptables', status = '{}' } = {}): string {
  return `
hopscope: 1
title: a shop
cluster: {serviceProxy: ${proxy}}
manifests: |
  apiVersion: v1
  kind: Pod
  metadata: {name: eel, namespace: market}
  spec: {nodeName: node-a, containers: [{name: main, image: app}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: till, namespace: market, labels: {${labels}}}
  spec: {nodeName: node-b, containers: [{name: main, image: app, ports: [{name: pay, containerPort: 9000}]}]}
${more}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: till, namespace: market}
  spec: {clusterIP: 10.96.0.80, ${spec}}
  status: ${status}
requests:
- {name: buy, from: pod/market/eel, connect: {to: 10.96.0.80, port: 80}}
`;
}

const UNREADY = `  status: {podIP: 10.244.0.9, conditions: [{type: Ready, status: "False"}]}`;
const SLICE = (ports: string) => `  ---
  apiVersion: discovery.k8s.io/v1
  kind: EndpointSlice
  metadata: {name: till-1, namespace: market, labels: {kubernetes.io/service-name: till}}
  addressType: IPv4
  ports: [${ports}]
  endpoints: [{addresses: [10.244.0.9]}]`;

function decidedBy(text: string): string | undefined {
  const stopped = walked(text)
    .get('buy')
    ?.trace.hops.find((hop: Hop) => hop.kind === 'stop');
  const [first] = stopped?.because ?? [];
  return first && `${refText(first.object)} ${first.field.join('.')}`;
}

const TILL = 'selector: {app: till}, ports: [{port: 80, targetPort: pay}]';

describe('a Service that refuses cites', () => {
  it.each([
    {
      name: 'its selector, where no pod has those labels',
      text: scenario(TILL, { labels: 'app: tell' }),
      cites: 'Service/market/till spec.selector',
    },
    {
      name: 'its selector, where it has none',
      text: scenario('ports: [{port: 80}]'),
      cites: 'Service/market/till spec.selector',
    },
    {
      name: 'its targetPort, where no pod that it selects names a port so',
      text: scenario(TILL.replace('targetPort: pay', 'targetPort: cash')),
      cites: 'Service/market/till spec.ports.0.targetPort',
    },
    {
      name: 'the pods, where none that it selects is ready',
      text: scenario(TILL, { more: UNREADY }),
      cites: 'Pod/market/till status',
    },
    {
      name: 'the slice, where that was written without such a port',
      text: scenario(TILL, { more: SLICE('{name: cash, port: 9000}') }),
      cites: 'EndpointSlice/market/till-1 ports',
    },
    {
      name: 'its traffic policy, where that leaves no endpoint on the node',
      text: scenario(`internalTrafficPolicy: Local, ${TILL}`),
      cites: 'Service/market/till spec.internalTrafficPolicy',
    },
    {
      name: 'the internal policy, where eBPF asks that of whatever address was dialled from inside',
      text: scenario(`type: LoadBalancer, internalTrafficPolicy: Local, externalTrafficPolicy: Local, ${TILL}`, {
        proxy: 'ebpf',
        status: '{loadBalancer: {ingress: [{ip: 198.51.100.8}]}}',
      }).replace('to: 10.96.0.80', 'to: 198.51.100.8'),
      cites: 'Service/market/till spec.internalTrafficPolicy',
    },
    {
      name: 'its ports, where none is the one that was dialled',
      text: scenario(TILL.replace('port: 80', 'port: 81'), { proxy: 'nftables' }),
      cites: 'Service/market/till spec.ports',
    },
    {
      name: 'nothing, where it translates',
      text: scenario(TILL),
      cites: undefined,
    },
  ])('$name', ({ text, cites }) => {
    expect(decidedBy(text)).toBe(cites);
  });
});
