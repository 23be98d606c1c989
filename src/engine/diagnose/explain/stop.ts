import type { Cluster } from '#cluster';
import type { ObjectRef } from '#manifests';
import { refText } from '#manifests';
import type { Family } from '#net';
import { familyOf } from '#net';
import type { Fragment, HopOf, Story } from '#trace';
import { socketError } from './ebpf.ts';
import { iptablesSave } from './node-tools.ts';
import { chip, code, link, nodeOf, placeLink, way } from './phrase.ts';
import { DEFAULT_ROUTE, isLeftBehind, isPing, reasonText } from '../reason-text.ts';
import { egressCommand, egressDrop, isByEgressMap } from './egress.ts';
import { pendingCause } from '../pending-cause.ts';
import { whilePending } from './pending.ts';
import { describe, onNode, shell, slicesOf } from './shell.ts';
import { tooLarge } from './too-large.ts';
import { HOST_UNREACHABLE, isAskedInVain, lostOnNode } from './nobody.ts';

const OUTCOMES = {
  refused: 'is refused',
  timeout: 'is lost',
  unresolved: 'is not sent',
  tlsError: 'fails in the TLS handshake',
  answered: 'is answered here',
} as const;

/** Where it ended, for which reason, and who is to blame. */
export function explainStop(hop: HopOf<'stop'>, cluster: Cluster): Story {
  const { reason, objects } = hop.decision;
  const [blamed] = objects;
  return {
    chip: chip(words(reason)),
    title: isUnknown(hop)
      ? ['There is no ', code(hop.decision.note)]
      : [
          ...titleOf(hop),
          ...(blamed === undefined || isPlace(blamed, hop) || reason === 'TooBig'
            ? []
            : [': ', link(blamed), lacking(reason)]),
        ],
    detail: [
      pendingCause(hop.decision, cluster) ?? reasonText(hop.decision, hop),
      ...whilePending(hop, cluster),
      ...(isUnknown(hop) ? meant(hop.decision.near ?? []) : noted(hop, cluster)),
      ...others(objects.slice(1).map(link)),
      ...(isInSocket(hop) ? socketError(cluster) : noticed(hop)),
    ],
    commands: commandsOf(hop, cluster),
  };
}

function titleOf(hop: HopOf<'stop'>): readonly Fragment[] {
  const { at, decision } = hop;
  const { outcome, reason } = decision;
  if (reason === 'InternalBalancer') return ['The packet never gets to the load balancer'];
  if (reason === 'NoRouteFromOutside') return ['The packet never gets into the cluster'];
  const large = tooLarge(hop);
  if (large !== null) return large.title;
  if (outcome === 'unresolved') return ['Nothing is sent from ', placeLink(at)];
  if (isLeftBehind(hop)) return ['No Service rule takes the packet, and it is lost behind ', placeLink(at)];
  return [`The packet ${OUTCOMES[outcome]} at `, placeLink(at)];
}

/** What the blamed object lacks, to follow its name. */
function lacking(reason: string): string {
  return reason === 'NoAddress' || reason === 'NoAddressYet' ? ' has no address' : '';
}

/** The scenario’s reference names nothing, so there is no place where it ended. */
function isUnknown({ decision: { reason, note } }: HopOf<'stop'>): boolean {
  return (reason === 'SenderUnknown' || reason === 'TargetUnknown') && note.includes('/');
}

function meant(near: readonly string[]): readonly Fragment[] {
  if (near.length === 0) return [];
  return [' Did you mean ', ...near.flatMap((one, index) => (index === 0 ? [code(one)] : [' or ', code(one)])), '?'];
}

/** The object to blame is the place itself, which the title has named. */
function isPlace({ kind, namespace, name }: ObjectRef, { at: { place } }: HopOf<'stop'>): boolean {
  if (place.kind === 'pod') return kind === 'Pod' && `${namespace}/${name}` === place.pod;
  if (place.kind === 'balancer') return kind === 'Service' && `${namespace}/${name}` === place.service;
  return place.kind === 'node' && kind === 'Node' && name === place.node;
}

/** A program at the socket refused, so no packet was made. */
function isInSocket({ at, decision }: HopOf<'stop'>): boolean {
  return at.hook === 'socket' && decision.outcome === 'refused';
}

const VIA: Readonly<Record<string, string>> = {
  clusterIP: 'cluster IP',
  externalIP: 'external IP',
  loadBalancer: 'load balancer address',
  nodePort: 'node port',
};

/** The note is a reference to the object that the title blames. */
function isBlamed(note: string, { decision: { objects } }: HopOf<'stop'>): boolean {
  return objects.some((object) => refText(object).toLowerCase() === note.toLowerCase());
}

/** What the station added: how a Service was dialled, by which route the packet left, or a remark of its own. */
function noted(hop: HopOf<'stop'>, cluster: Cluster): readonly Fragment[] {
  const { at, before, decision } = hop;
  const { layer, note, outcome, reason } = decision;
  if (reason === 'InternalBalancer' && before !== null)
    return [' No route on the internet leads to ', code(before.dst), '.'];
  if (note === '' || note === reason || isBlamed(note, hop) || (at.place.kind === 'outside' && note === at.place.ip))
    return [];
  const via = VIA[note];
  if (layer === 'service' && via !== undefined) {
    const rules = outcome === 'refused' ? 'reject' : 'drop';
    const { mode } = cluster.settings.serviceProxy;
    if (isInSocket(hop)) return [];
    if (mode === 'ebpf') return [` The eBPF programs of the node ${rules} what comes to its ${via}.`];
    return [` The ${mode} rules of the node ${rules} what comes to its ${via}.`];
  }
  const large = tooLarge(hop);
  if (large !== null) return large.detail;
  if (note === DEFAULT_ROUTE && before !== null) {
    return [' It leaves the node by the default route, and out there nobody has ', code(before.dst), '.'];
  }
  const lost = lostOnNode(hop);
  if (lost !== null) return lost;
  if (isByEgressMap(hop)) return egressDrop(note);
  return /^[a-z]/.test(note) ? [` ${note.charAt(0).toUpperCase()}${note.slice(1)}.`] : [` (${note})`];
}

/** `NoLocalEndpoints` as `no local endpoints`. */
function words(reason: string): string {
  return reason.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

function others(links: readonly Fragment[]): readonly Fragment[] {
  return links.length === 0
    ? []
    : [' Also: ', ...links.flatMap((one, index) => (index === 0 ? [one] : [', ', one])), '.'];
}

function noticed(hop: HopOf<'stop'>): readonly Fragment[] {
  const { decision, before } = hop;
  const packet: readonly Fragment[] = before === null ? [] : [' The packet was ', way(before), '.'];
  switch (decision.outcome) {
    case 'refused':
      return [
        ...packet,
        ` The sender is told at once: ${isPing(hop) ? 'Destination Port Unreachable' : 'connection refused'}.`,
      ];
    case 'timeout':
      return [
        ...packet,
        isAskedInVain(hop) ? HOST_UNREACHABLE : ' Nobody tells the sender; it waits until it gives up.',
      ];
    case 'unresolved':
    case 'tlsError':
    case 'answered':
      return packet;
  }
}

/** kube-proxy writes rules of a Service in its own families only. */
function hasRules({ namespace, name }: ObjectRef, family: Family, { settings, serviceByKey }: Cluster): boolean {
  const own = serviceByKey.get(`${namespace ?? 'default'}/${name}`)?.families ?? [family];
  return settings.serviceProxy.mode === 'iptables' && own.includes(family);
}

function commandsOf(hop: HopOf<'stop'>, cluster: Cluster): readonly string[] {
  const { decision, at, before } = hop;
  const node = nodeOf(at);
  const { objects, layer } = decision;
  const [object] = objects;
  const inspect = object === undefined || isUnknown(hop) ? [] : [describe(object)];
  if (layer === 'service' && object?.kind === 'Service') {
    const rules =
      before !== null && decision.reason !== 'UnsupportedByProxy' && hasRules(object, familyOf(before.dst), cluster)
        ? `${iptablesSave(familyOf(before.dst))} | ${shell`grep ${`${object.namespace}/${object.name}`}`}`
        : '';
    return [slicesOf(object), ...(node === null || rules === '' ? [] : [onNode(node, rules)]), ...inspect];
  }
  if (isByEgressMap(hop) && node !== null && before !== null) return [egressCommand(node, before.src), ...inspect];
  const large = tooLarge(hop);
  if (large !== null) return large.commands(cluster);
  if (layer === 'cni' && node !== null && before !== null)
    return [onNode(node, shell`ip route get ${before.dst}`), ...inspect];
  return inspect;
}
