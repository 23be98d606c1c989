import type { ClusterPod, Cluster, EgressPolicy } from '#cluster';
import { egressPolicies, gatewayOf, isOfEgressPolicy, matchesSelector, writtenEgressPolicies } from '#cluster';
import type { World } from '#datapath';
import type { IngressObject } from '#manifests';
import { refText } from '#manifests';
import type { Rule } from '#tables';
import { partyOf, peerMatches, podsPeerSelects } from '#tables';
import type { Selects } from '#view';

/**
 * What an object of the upper band selects, as words for the pods: endpoints of a Service, pods behind an Ingress; for a
 * policy the pods that it isolates and those that it lets in or lets be reached. `null` for objects that select nothing.
 */
export function selectsOf({ cluster, tables }: World, ref: string): Selects | null {
  const service = cluster.services.find((one) => refText(one.ref) === ref);
  if (service !== undefined) return { ref, cards: [], pods: endpoints(cluster, service.key) };
  const ingress = cluster.ingresses.find((one) => refText(one.ref) === ref);
  if (ingress !== undefined) return behindIngress(cluster, ref, ingress);
  const egress = writtenEgressPolicies(cluster.manifests).find((policy) => refText(policy.ref) === ref);
  if (egress !== undefined) return takenBy(cluster, ref, egress);
  const written = tables.policy.networkPolicies().find(({ policy }) => refText(policy.ref) === ref);
  if (written !== undefined) {
    const { policy, ingress: incoming, egress: outgoing, enforced } = written;
    const ways = [...(incoming === null ? [] : ['in']), ...(outgoing === null ? [] : ['out'])].join(', ');
    const own = enforced ? `isolated ${ways}` : 'selected, no effect';
    return policySelects(tables.policy.cni, cluster, {
      ref,
      rules: [...(incoming ?? []), ...(outgoing ?? [])],
      wordFor: (pod) =>
        pod.namespace === policy.ref.namespace && matchesSelector(policy.podSelector, pod.labels) ? own : null,
    });
  }
  const admin = tables.policy.adminPolicies.find(({ policy }) => refText(policy.ref) === ref);
  if (admin === undefined) return null;
  const { subject, ingress: incoming, egress: outgoing, enforced } = admin;
  return policySelects(tables.policy.cni, cluster, {
    ref,
    rules: [...incoming, ...outgoing],
    wordFor: (pod) =>
      subject.kind === 'pods' && podsPeerSelects(subject, pod) ? (enforced ? 'subject' : 'selected, no effect') : null,
  });
}

function takenBy(cluster: Cluster, ref: string, policy: EgressPolicy): Selects {
  const word =
    egressPolicies(cluster).length === 0
      ? 'selected, no effect'
      : `out by ${gatewayOf(cluster.nodes, policy)?.name ?? 'no node'}`;
  const pods = cluster.pods.filter((pod) => !pod.hostNetwork && isOfEgressPolicy(cluster, policy, pod));
  return { ref, cards: [], pods: Object.fromEntries(pods.map(({ key }) => [key, word])) };
}

function endpoints(cluster: Cluster, service: string): Selects['pods'] {
  return Object.fromEntries(
    (cluster.slicesOf.get(service) ?? []).flatMap((slice) =>
      slice.endpoints.flatMap(({ pod, ready }): [string, string][] =>
        pod === null ? [] : [[pod, ready ? 'endpoint' : 'not ready']],
      ),
    ),
  );
}

function behindIngress(cluster: Cluster, ref: string, { ref: own, rules, defaultBackend }: IngressObject): Selects {
  const backends = [...rules.flatMap(({ paths }) => paths.map(({ backend }) => backend)), defaultBackend];
  const names = new Set(backends.flatMap((backend) => backend?.service?.name ?? []));
  const services = [...names].flatMap((name) => cluster.serviceByKey.get(`${own.namespace}/${name}`) ?? []);
  return {
    ref,
    cards: services.map((service) => refText(service.ref)),
    pods: Object.fromEntries(
      services.flatMap(({ key, name }) =>
        Object.entries(endpoints(cluster, key)).map(([pod, word]) => [
          pod,
          word === 'endpoint' ? `behind ${name}` : word,
        ]),
      ),
    ),
  };
}

interface Speaking {
  readonly ref: string;
  readonly rules: readonly Rule[];
  /** What the policy is to a pod that it is about; `null` for others. */
  readonly wordFor: (pod: ClusterPod) => string | null;
}

const WORDS = {
  Allow: { ingress: 'may send', egress: 'may receive' },
  Deny: { ingress: 'must not send', egress: 'must not receive' },
  Pass: { ingress: 'passed on', egress: 'passed on' },
} as const;

function policySelects(
  facts: Parameters<typeof peerMatches>[2],
  cluster: Cluster,
  { ref, rules, wordFor }: Speaking,
): Selects {
  const pods = cluster.pods.flatMap((pod): [string, string][] => {
    const own = pod.hostNetwork ? null : wordFor(pod);
    const party = partyOf(pod);
    const said = new Set<string>();
    for (const direction of ['ingress', 'egress'] as const) {
      const rule = rules.find(
        (one) =>
          one.direction === direction && (one.peers?.some(({ peer }) => peerMatches(peer, party, facts)) ?? true),
      );
      if (rule !== undefined) said.add(WORDS[rule.action][direction]);
    }
    const words = [...(own === null ? [] : [own]), ...said]
      .join(', ')
      .replace('may send, may receive', 'may send, receive');
    return words === '' ? [] : [[pod.key, words]];
  });
  return { ref, cards: [], pods: Object.fromEntries(pods) };
}
