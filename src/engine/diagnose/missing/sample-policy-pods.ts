import type { Cluster } from '#cluster';
import { matchesSelector } from '#cluster';
import type { Labels, LabelSelector, NetworkPolicyObject, PolicyPeer, PolicyPort } from '#manifests';
import type { SampleNamespace, SamplePort } from './sample-plan.ts';

/** Pods that a policy is about, or that it lets through, and that are not there. */
export interface WantedPods {
  readonly namespace: string;
  readonly labels: Labels;
  readonly ports: readonly SamplePort[];
  readonly purpose: string;
}

export interface PolicyWants {
  readonly pods: readonly WantedPods[];
  readonly namespaces: readonly SampleNamespace[];
}

/** For each policy the pods it selects, and one client or server for each of its peers. */
export function wantedByPolicy(policy: NetworkPolicyObject, cluster: Cluster): PolicyWants {
  const namespace = policy.ref.namespace ?? 'default';
  const { name } = policy.ref;
  const own = labelsFor(policy.podSelector);
  const inbound = (policy.ingress ?? []).flatMap(({ ports }) => ports.flatMap(portOf));
  const pods: WantedPods[] =
    own === null || isEmpty(own)
      ? []
      : [{ namespace, labels: own, ports: inbound, purpose: `to which NetworkPolicy ${name} applies` }];
  const namespaces: SampleNamespace[] = [];
  const peers = [
    ...(policy.ingress ?? []).flatMap((rule) => rule.peers.map((peer) => ({ peer, ports: [] }))),
    ...(policy.egress ?? []).flatMap((rule) => rule.peers.map((peer) => ({ peer, ports: rule.ports.flatMap(portOf) }))),
  ];
  for (const { peer, ports } of peers) {
    const found = peerOf(peer, namespace, cluster);
    if (found === null) continue;
    if (found.made !== null) namespaces.push(found.made);
    pods.push({ namespace: found.namespace, labels: found.labels, ports, purpose: `a peer of NetworkPolicy ${name}` });
  }
  return { pods, namespaces };
}

interface Peer {
  readonly namespace: string;
  readonly labels: Labels;
  readonly made: SampleNamespace | null;
}

function peerOf({ podSelector, namespaceSelector, ipBlock }: PolicyPeer, own: string, cluster: Cluster): Peer | null {
  if (ipBlock !== undefined) return null;
  const wanted = podSelector === undefined ? {} : labelsFor(podSelector);
  if (wanted === null) return null;
  const labels = isEmpty(wanted) ? { app: 'client' } : wanted;
  if (namespaceSelector === undefined) return isEmpty(wanted) ? null : { namespace: own, labels, made: null };
  const known = [...cluster.namespaces.values()].find((one) => matchesSelector(namespaceSelector, one.labels));
  if (known !== undefined) return isEmpty(wanted) ? null : { namespace: known.name, labels, made: null };
  const needed = labelsFor(namespaceSelector);
  const name = needed?.['kubernetes.io/metadata.name'] ?? Object.values(needed ?? {})[0];
  if (needed === null || name === undefined || !/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) return null;
  return cluster.namespaces.get(name)?.origin.kind === 'written'
    ? null
    : { namespace: name, labels, made: { name, labels: needed } };
}

/** Labels that a selector matches; `null` where none can be made. */
function labelsFor(selector: LabelSelector): Labels | null {
  const labels: Record<string, string> = { ...selector.matchLabels };
  for (const { key, operator, values } of selector.matchExpressions) {
    if (operator === 'In') labels[key] ??= values[0] ?? '';
    if (operator === 'Exists') labels[key] ??= 'any';
  }
  return matchesSelector(selector, labels) ? labels : null;
}

function portOf({ port, protocol }: PolicyPort): readonly SamplePort[] {
  if (typeof port === 'number') return [{ name: '', port, protocol }];
  return port === undefined ? [] : [{ name: port, port: 8080, protocol }];
}

function isEmpty(labels: Labels): boolean {
  return Object.keys(labels).length === 0;
}
