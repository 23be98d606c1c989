import type { Cluster, ClusterPod, Evidence } from '#cluster';
import type { Ip } from '#net';
import { parseIp } from '#net';

/** A line of /etc/hosts. */
export interface HostsLine {
  readonly ip: Ip;
  readonly names: readonly string[];
  readonly because: readonly Evidence[];
}

/**
 * The /etc/hosts that the kubelet writes into a pod: localhost, the pod's own name, then hostAliases
 * (`pkg/kubelet/kubelet_pods.go`, managedHostsFileContent). Pods on the host network see the node's name instead of their own.
 */
export function podHostsFile(cluster: Cluster, pod: ClusterPod): readonly HostsLine[] {
  const at = (field: string): Evidence => ({
    object: pod.template.object,
    field: [...pod.template.path, 'spec', field],
    origin: pod.origin,
  });
  const own = pod.hostNetwork ? nodeNames(cluster, pod.node) : ownNames(cluster, pod, at('hostname'));
  const aliases = pod.spec.hostAliases.flatMap(({ ip, hostnames }) => {
    const parsed = parseIp(ip);
    return parsed === null ? [] : [{ ip: parsed, names: hostnames, because: [at('hostAliases')] }];
  });
  return [...localhost(), ...own, ...aliases];
}

/** The text of that file as the kubelet writes it; `null` on the host network, where it copies the node's own, which is not known. */
export function podHostsText(pod: ClusterPod, lines: readonly HostsLine[]): string | null {
  if (pod.hostNetwork) return null;
  const text = ({ ip, names }: HostsLine) => `${ip}\t${names.join('\t')}`;
  const aliases = lines.filter(({ because }) => because.some(({ field }) => field.includes('hostAliases')));
  const own = lines.filter((line) => line.because.length > 0 && !aliases.includes(line));
  return `${[...FIXED, ...own.map(text), ...(aliases.length === 0 ? [] : ['', '# Entries added by HostAliases.', ...aliases.map(text)])].join('\n')}\n`;
}

const FIXED = [
  '# Kubernetes-managed hosts file.',
  '127.0.0.1\tlocalhost',
  '::1\tlocalhost ip6-localhost ip6-loopback',
  'fe00::0\tip6-localnet',
  'fe00::0\tip6-mcastprefix',
  'fe00::1\tip6-allnodes',
  'fe00::2\tip6-allrouters',
];

/** The node's own /etc/hosts, as far as it is known: localhost and the node's name. */
export function nodeHostsFile(cluster: Cluster, node: string): readonly HostsLine[] {
  return [...localhost(), ...nodeNames(cluster, node)];
}

/** Addresses of a name in a hosts file, in order; case and a trailing dot do not matter. */
export function hostsFileLines(lines: readonly HostsLine[], name: string): readonly HostsLine[] {
  const wanted = name.toLowerCase().replace(/\.$/, '');
  return lines.filter(({ names }) => names.some((known) => known.toLowerCase() === wanted));
}

function ownNames(cluster: Cluster, pod: ClusterPod, evidence: Evidence): readonly HostsLine[] {
  const { subdomain } = pod.spec;
  const full =
    subdomain === undefined || subdomain === ''
      ? []
      : [`${pod.hostname}.${subdomain}.${pod.namespace}.svc.${cluster.settings.domain}`];
  return pod.ips.map((ip) => ({ ip, names: [...full, pod.hostname], because: [evidence] }));
}

function nodeNames(cluster: Cluster, name: string): readonly HostsLine[] {
  const node = cluster.nodeByName.get(name);
  if (node === undefined) return [];
  return [
    {
      ip: node.ip,
      names: [node.name],
      because: [{ object: node.ref, field: ['metadata', 'name'], origin: node.origin }],
    },
  ];
}

function localhost(): readonly HostsLine[] {
  const loopback = parseIp('127.0.0.1');
  return loopback === null ? [] : [{ ip: loopback, names: ['localhost'], because: [] }];
}
