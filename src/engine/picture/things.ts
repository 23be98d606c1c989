import type { Cluster, ClusterNode, ClusterPod, ClusterService } from '#cluster';
import { workloadKeyOf } from '#cluster';
import { refText } from '#manifests';
import type { Picture, RuleCard, Thing } from '#view';
import type { Locate } from './place.ts';
import { toBalancer, toCard, toPod } from './send-to.ts';

type Fact = Thing['facts'][number];

/** What the model knows of a thing of the picture, in the words of `kubectl describe`; `null` for what it does not hold. */
export function thingOf(cluster: Cluster, picture: Picture, locate: Locate, ref: string): Thing | null {
  const [kind = '', ...rest] = ref.split('/');
  const key = rest.join('/');
  switch (kind) {
    case 'Pod': {
      const pod = cluster.podByKey.get(key);
      return pod ? podThing(cluster, pod, locate) : null;
    }
    case 'Node': {
      const node = cluster.nodes.find(({ name }) => name === key);
      return node ? nodeThing(cluster, node, locate) : null;
    }
    case 'Balancer': {
      const service = cluster.serviceByKey.get(key);
      return service ? balancerThing(cluster, service, locate) : null;
    }
    case 'Outside':
      return outsideThing(picture, ref, key);
    default: {
      const card = picture.rules.find((one) => one.ref === ref);
      return card ? cardThing(cluster, card) : null;
    }
  }
}

function podThing(cluster: Cluster, pod: ClusterPod, locate: Locate): Thing {
  const behind = cluster.services.filter((service) =>
    (cluster.slicesOf.get(service.key) ?? []).some((slice) => slice.endpoints.some((one) => one.pod === pod.key)),
  );
  return {
    ref: `Pod/${pod.key}`,
    kind: 'Pod',
    name: pod.name,
    namespace: pod.namespace,
    facts: facts([
      ['Address', pod.ips.length === 0 ? ['none yet'] : pod.ips],
      ['Ready', [pod.ready ? 'yes' : 'no', ...(pod.terminating ? ['terminating'] : [])]],
      ['Ports', pod.ports.length === 0 ? ['none declared'] : pod.ports.map(portText)],
      ['Node', [pod.node]],
      ['Part of', listOf(workloadKeyOf(pod))],
      ['Behind Services', behind.map(({ key }) => key)],
      ['Labels', labelsOf(pod.labels)],
      ['Network', pod.hostNetwork ? ['the node’s own (hostNetwork)'] : []],
      ['Origin', originOf(pod)],
    ]),
    place: locate(pod.template.object, []) ?? locate(pod.ref, []),
    sendsAs: `pod/${pod.key}`,
    sendsTo: toPod(pod),
  };
}

function nodeThing(cluster: Cluster, node: ClusterNode, locate: Locate): Thing {
  return {
    ref: `Node/${node.name}`,
    kind: 'Node',
    name: node.name,
    namespace: null,
    facts: facts([
      ['Address', node.addresses],
      ['Public address', node.publicIps],
      ['Ready', [node.ready ? 'yes' : 'no']],
      ['Pod addresses', node.podCidrs],
      ['Zone', listOf(node.zone)],
      ['Pods', [String(cluster.pods.filter((pod) => pod.node === node.name).length)]],
      ['Labels', labelsOf(node.labels)],
      ['Origin', originOf(node)],
    ]),
    place: locate(node.ref, []),
    sendsAs: `node/${node.name}`,
    sendsTo: [],
  };
}

function balancerThing(cluster: Cluster, service: ClusterService, locate: Locate): Thing {
  return {
    ref: `Balancer/${service.key}`,
    kind: 'Load balancer',
    name: service.name,
    namespace: service.namespace,
    facts: facts([
      ['Address', service.loadBalancer.flatMap(({ ip, hostname }) => [...listOf(hostname), ...listOf(ip)])],
      ['Ports', service.ports.map(portText)],
      ['Node ports', service.ports.flatMap(({ nodePort }) => (nodePort === 0 ? [] : [String(nodePort)]))],
      ['Kind of balancer', listOf(cluster.balancers.get(service.key)?.name ?? 'none')],
      ['Made by', [refText(service.ref)]],
      ['Traffic from outside', listOf(service.spec.externalTrafficPolicy)],
    ]),
    place: locate(service.ref, []),
    sendsAs: null,
    sendsTo: toBalancer(service),
  };
}

function outsideThing({ outside }: Picture, ref: string, ip: string): Thing {
  const known = outside.find((one) => one.ip === ip);
  return {
    ref,
    kind: 'Outside',
    name: ip,
    namespace: null,
    facts: facts([
      ['Address', [ip]],
      ['Known as', listOf(known?.title)],
    ]),
    place: null,
    sendsAs: 'client',
    sendsTo: [],
  };
}

function cardThing(cluster: Cluster, card: RuleCard): Thing {
  const service =
    card.kind === 'Service' ? cluster.serviceByKey.get(card.ref.split('/').slice(1).join('/')) : undefined;
  return {
    ref: card.ref,
    kind: card.ref.split('/')[0] ?? card.kind,
    name: card.ref.split('/').at(-1) ?? card.ref,
    namespace: card.namespace,
    facts: facts([
      ...(service === undefined ? [[WORDS[card.kind], card.lines] as const] : serviceFacts(service)),
      ['In force', card.idle === undefined ? [] : [`no, ${card.idle}`]],
      ['Points to', card.to],
      [card.kind === 'Service' ? 'Endpoints' : 'Selects', card.kind === 'Ingress' ? [] : podList(card.pods)],
      ['Labels', labelsOf(service?.labels ?? {})],
      ['Origin', card.assumed ? ['assumed, not in the manifests'] : []],
    ]),
    place: card.place,
    sendsAs: null,
    sendsTo: toCard(cluster, card.ref),
  };
}

/** What the lines of a card are. */
const WORDS: Readonly<Record<RuleCard['kind'], string>> = {
  Ingress: 'Rules',
  Service: 'Address',
  NetworkPolicy: 'Lets',
  AdminPolicy: 'Rules',
  EgressPolicy: 'Takes packets',
  Gateway: 'Listeners',
  Route: 'Rules',
};

function serviceFacts(service: ClusterService): readonly (readonly [string, readonly string[]])[] {
  const { spec, clusterIps, headless, ports } = service;
  const selector = Object.entries(spec.selector ?? {}).map(([key, value]) => `${key}=${value}`);
  const isName = spec.type === 'ExternalName';
  return [
    ['Type', [spec.type]],
    ['Cluster IP', headless ? ['none (headless)'] : clusterIps],
    ['Stands for', isName ? [spec.externalName ?? 'nowhere'] : []],
    ['Selector', isName ? [] : selector.length === 0 ? ['none'] : selector],
    ['Ports', ports.map((one) => `${portText(one)} to ${one.targetPort}`)],
  ];
}

function facts(rows: readonly (readonly [string, readonly string[]])[]): readonly Fact[] {
  return rows.filter(([, values]) => values.length > 0).map(([label, values]) => ({ label, values }));
}

function listOf(text: string | null | undefined): readonly string[] {
  return text === null || text === undefined || text === '' ? [] : [text];
}

function podList(pods: readonly string[]): readonly string[] {
  if (pods.length === 0) return ['no pod'];
  return pods.length > 8 ? [...pods.slice(0, 8), `and ${pods.length - 8} more`] : pods;
}

function labelsOf(labels: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`);
}

function portText({ name, port, protocol }: { name: string; port: number; protocol: string }): string {
  return [name, `${port}/${protocol}`].filter((part) => part !== '').join(' ');
}

function originOf({ origin }: { readonly origin: ClusterPod['origin'] }): readonly string[] {
  switch (origin.kind) {
    case 'written':
    case 'scenario':
      return [];
    case 'default':
      return ['assumed, not in the manifests'];
    case 'derived':
      return [`made by ${origin.by}`];
  }
}
