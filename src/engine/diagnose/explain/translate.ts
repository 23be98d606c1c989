import type { Cluster } from '#cluster';
import { cidrContains, familyOf, hostPort, type Ip } from '#net';
import type { Decisions, Fragment, HopOf, Story } from '#trace';
import { chosenBy, mapCommands, narrowedBy, programsAgain, programsSay } from './ebpf.ts';
import { byIpvs, SCHEDULED } from './ipvs.ts';
import { iptablesSave, ipvsadm, nftTable } from './node-tools.ts';
import { address, chipTo, code, link, nodeOf, podLink } from './phrase.ts';
import { onNode, quoted, shell, slicesOf } from './shell.ts';
import { isStaleOn } from '../stale-rules.ts';
import { explainAgain } from './translate-again.ts';

type Translate = Decisions['translate'];

const VIA: Readonly<Record<Translate['via'], string>> = {
  clusterIP: 'cluster IP',
  externalIP: 'external IP',
  loadBalancer: 'load balancer address',
  nodePort: 'node port',
};

/** A Service address became the address of one endpoint. */
export function explainTranslate(hop: HopOf<'translate'>, cluster: Cluster): Story {
  const { service, chosen, among, via, by, mode } = hop.decision;
  const to = hop.after === null ? address(chosen.ip, chosen.port) : address(hop.after.dst, hop.after.dport);
  if (by !== undefined) return mode === 'ebpf' ? programsAgain(hop, to) : explainAgain(hop, VIA[via], to);
  return {
    chip: chipTo(service.name, `${chosen.ip}:${chosen.port}`),
    title: [link(service), `: ${VIA[via]} becomes `, to],
    detail: [
      ...choice(hop.decision, nodeOf(hop.at), cluster),
      ...local(hop.decision, cluster),
      ...(mode === 'ebpf' ? programsSay(hop, cluster) : [...mark(hop.decision), ...where(hop, among, cluster)]),
    ],
    commands: commandsOf(hop, cluster),
  };
}

function choice(decision: Translate, node: string | null, cluster: Cluster): readonly Fragment[] {
  const { chosen, among, affinity } = decision;
  const who: Fragment = chosen.pod === null ? code(`${chosen.ip}`) : podLink(chosen.pod);
  const why =
    among === 1
      ? 'the only endpoint'
      : `one of ${among}, ${byWhom(decision)}${affinity ? kept(decision, cluster) : ''}`;
  const stale = node !== null && isStaleOn(node, cluster) ? ': kube-proxy here does not follow changes any more' : '';
  const gone = chosen.pod === null && isPodAddress(chosen.ip, cluster) ? `No pod has that address${stale}. ` : '';
  return ['The new destination is ', who, `, ${why}. ${gone}`];
}

function byWhom(decision: Translate): string {
  const { mode, scheduler, among } = decision;
  if (scheduler !== undefined) return SCHEDULED[scheduler];
  switch (mode) {
    case 'ebpf':
      return chosenBy(decision);
    case 'nftables':
      return 'chosen by chance (numgen random)';
    case 'ipvs':
      return 'chosen by its scheduler';
    case 'iptables':
      return `chosen by chance (${chances(among)})`;
  }
}

/** kube-proxy's rules stand one after the other, each with its probability (`writeServiceToEndpointRules` in pkg/proxy/iptables). */
function chances(among: number): string {
  const first = `its rules are tried in turn: the first takes 1/${among}`;
  if (among === 2) return `${first}, the second the rest`;
  return among === 3
    ? `${first}, the second 1/2 of the rest, the last all that is left`
    : `${first}, the next 1/${among - 1} of the rest, and so on`;
}

/** What ClientIP affinity makes of the first choice, and for how long. */
function kept({ service }: Translate, cluster: Cluster): string {
  const seconds = cluster.serviceByKey.get(`${service.namespace}/${service.name}`)?.spec.sessionAffinityTimeoutSeconds;
  return `; ClientIP affinity keeps this client there${seconds === undefined ? '' : ` until ${seconds} seconds after its last connection`}`;
}

/** In the range of pods, where an address without a pod is one that is gone. */
function isPodAddress(address: Ip, { settings }: Cluster): boolean {
  return settings.podCidrs.some((block) => cidrContains(block, address));
}

function local(decision: Translate, cluster: Cluster): readonly Fragment[] {
  const { mode, set, via } = decision;
  if (set === 'local') {
    const policy = via === 'clusterIP' ? 'internalTrafficPolicy' : 'externalTrafficPolicy';
    return [`${mode === 'ebpf' ? narrowedBy(decision) : policy} Local: only endpoints on this node count. `];
  }
  return cluster.nodes.length > 1 ? ['Endpoints of all nodes count. '] : [];
}

const MARKS: Readonly<Record<NonNullable<Translate['marked']>, string>> = {
  masqueradeAll: 'It is marked for masquerading, because masqueradeAll is on.',
  notFromPod: 'It is marked for masquerading, because the sender is no pod.',
  externalClusterPolicy:
    'It is marked for masquerading: externalTrafficPolicy Cluster hides the client so that the reply comes back here.',
  nodeLocal: 'It is marked for masquerading, because the sender is this node.',
  hairpin: 'It is marked for masquerading, because the pod would otherwise answer itself directly.',
};

function mark({ marked }: Translate): readonly Fragment[] {
  return marked === null ? ['The source stays as it is.'] : [MARKS[marked]];
}

function where(hop: HopOf<'translate'>, among: number, cluster: Cluster): readonly Fragment[] {
  const { at, decision } = hop;
  const node = nodeOf(at);
  if (node === null || among === 0) return [];
  if (decision.mode === 'ipvs') return [` ${byIpvs(hop, node, cluster)}`];
  return [` Rules of ${decision.mode} on ${node}; its conntrack remembers the choice for the reply.`];
}

function commandsOf(hop: HopOf<'translate'>, cluster: Cluster): readonly string[] {
  const { service, mode } = hop.decision;
  const slices = slicesOf(service);
  if (mode === 'ebpf') return [slices, ...mapCommands(hop, cluster)];
  const node = nodeOf(hop.at);
  if (node === null) return [slices];
  return [slices, onNode(node, ruleCommand(hop, mode))];
}

function ruleCommand(
  { consulted, before, decision }: HopOf<'translate'>,
  mode: 'iptables' | 'ipvs' | 'nftables',
): string {
  const { ip } = decision.chosen;
  const last = consulted.at(-1)?.table.name;
  switch (mode) {
    case 'iptables':
      return `${iptablesSave(familyOf(ip))} -t nat | ${shell`grep ${last ?? 'KUBE-SERVICES'}`}`;
    case 'nftables':
      return `nft list chain ${nftTable(familyOf(ip))} ${quoted(last ?? 'services')}`;
    case 'ipvs':
      return before === null ? 'ipvsadm -Ln' : ipvsadm(before.protocol, hostPort(before.dst, before.dport));
  }
}
