import type { Assumption, SettingKey } from '../origin.ts';
import type { ClusterSettings } from '../settings-model.ts';
import { settingRef } from '../evidence.ts';

/** One assumption for each setting that nobody stated and that an answer can rest on, and what kube-proxy stands in for. */
export function assumedSettings(settings: ClusterSettings): readonly Assumption[] {
  return [...defaults(settings), ...besideCilium(settings)];
}

/**
 * Cilium that does not replace kube-proxy balances cluster IPs for pods all the same (Documentation/network/kubernetes/
 * kubeproxy-free.rst: "only enables per-packet in-cluster load-balancing of ClusterIP services"; ENABLE_PER_PACKET_LB in
 * bpf/bpf_lxc.c). Rests on the proxy, so that every run through kube-proxy's rules says so.
 */
function besideCilium({ cni, serviceProxy: { mode } }: ClusterSettings): readonly Assumption[] {
  if (cni.name !== 'cilium' || mode === 'ebpf') return [];
  return [
    {
      key: 'cilium:besideKubeProxy',
      object: settingRef('serviceProxy'),
      sentence:
        'Cilium beside kube-proxy balances what pods send to cluster IPs by programs of its own, and kube-proxy’s rules stand for them here. A real packet of a pod meets no KUBE-SVC chain; without endpoints it may be dropped instead of rejected.',
      change: 'Set cluster.serviceProxy to ebpf if Cilium replaces kube-proxy.',
      setting: null,
    },
  ];
}

function defaults(settings: ClusterSettings): readonly Assumption[] {
  const { cni, serviceProxy, loadBalancer, dns } = settings;
  const sentences: readonly (readonly [SettingKey, string])[] = [
    ['version', `The cluster runs Kubernetes ${settings.version.major}.${settings.version.minor}.`],
    ['domain', `The cluster domain is ${settings.domain}.`],
    ['podCIDR', podRangeSentence(settings)],
    ['serviceCIDR', `Services have addresses of ${settings.serviceCidrs.join(' and ')}.`],
    ['nodePortRange', `Node ports are ${settings.nodePortRange.first} to ${settings.nodePortRange.last}.`],
    ['serviceProxy', proxySentence(settings)],
    ...(serviceProxy.mode === 'ebpf' ? EBPF_DEFAULTS[serviceProxy.ebpf.by] : []),
    ['serviceProxy.localDetectMode', detectorSentence(settings)],
    ['nodePortAddresses', nodePortSentence(settings)],
    ['cni', `The CNI is ${cni.name}, ${cni.mode}, with an MTU of ${cni.mtu} bytes${impliedText(settings, 'cni')}.`],
    ['cni.mode', `${cni.name} runs in ${cni.mode} mode.`],
    ['cni.mtu', `Pod interfaces have an MTU of ${cni.mtu} bytes.`],
    [
      'cni.enforcesNetworkPolicy',
      `${cni.name} ${cni.enforcesNetworkPolicy ? 'enforces' : 'does not enforce'} NetworkPolicy.`,
    ],
    ['loadBalancer', `Services of type LoadBalancer are answered by a balancer of the kind ${loadBalancer.type}.`],
    ['secrets', 'A TLS Secret that is named but not there exists and fits.'],
    ['dns', `Cluster DNS is ${dns.provider}${dns.nodeLocalCache ? ' with a cache on every node' : ''}.`],
    ['dns.forward', `Names outside are asked of ${dns.forward.join(', ')}.`],
    ['external', 'An outside name is known only if an Ingress or Gateway serves it.'],
  ];
  return sentences
    .filter(([key]) => settings.origins.get(key)?.kind === 'default' || (key === 'podCIDR' && cni.podRange !== 'own'))
    .map(([key, sentence]) => ({
      key: `setting:${key}`,
      object: settingRef(key),
      sentence,
      change: key === 'serviceProxy.ebpf' ? CONFIGURED[serviceProxy.ebpf.by] : `Set cluster.${key} in the scenario.`,
      setting: key,
    }));
}

/** Where nodes are tells their subnets and VPC, but not how large these are. */
function podRangeSentence({ cni, podCidrs }: ClusterSettings): string {
  if (cni.podRange === 'own') return `Pods have addresses of ${podCidrs.join(' and ')}.`;
  return `Pods have addresses of their nodes’ subnets, ${podCidrs.join(' and ')}, and keep them towards ${cni.masquerade.keptTo.join(', ')}, which is the VPC.`;
}

function proxySentence(settings: ClusterSettings): string {
  const { mode } = settings.serviceProxy;
  if (mode !== 'ebpf') return `kube-proxy runs in ${mode} mode.`;
  return `Programs of ${settings.cni.name} stand in kube-proxy’s place${impliedText(settings, 'serviceProxy')}.`;
}

function impliedText({ origins }: ClusterSettings, key: SettingKey): string {
  const origin = origins.get(key);
  if (origin?.kind !== 'default' || origin.impliedBy === undefined) return '';
  const { kind, name } = origin.impliedBy.object;
  return `, which ${kind} ${name} asks for`;
}

function detectorSentence({ serviceProxy, cni }: ClusterSettings): string {
  if (cni.name === 'aws-vpc' && serviceProxy.clusterCidrs.length === 0)
    return 'kube-proxy has no cluster range, as Amazon installs it: it cannot tell pods from others.';
  return `kube-proxy knows pods by the pod range (${serviceProxy.localDetectMode}).`;
}

const EBPF_DEFAULTS: Readonly<Record<'cilium' | 'calico', readonly (readonly [SettingKey, string])[]>> = {
  cilium: [
    [
      'serviceProxy.ebpf',
      'Cilium has its defaults: Services are balanced in sockets, by chance, and SNAT from outside.',
    ],
  ],
  calico: [['serviceProxy.ebpf', 'Calico has its defaults: TCP is balanced in sockets, UDP as packets.']],
};

const CONFIGURED = {
  cilium: 'Add the ConfigMap cilium-config to the manifests.',
  calico: 'Add the FelixConfiguration named default to the manifests.',
} as const;

function nodePortSentence({ serviceProxy }: ClusterSettings): string {
  if (serviceProxy.nodePortAddresses === 'primary')
    return 'Node ports are open on the first address of every node only.';
  return 'Node ports are open on every address of every node.';
}
