import type { Cluster } from '#cluster';
import type { Fragment, HopOf, Story } from '#trace';
import { REASONS } from '#trace';
import { chip, link, nodeOf, placeName, way } from './phrase.ts';

const OUTCOMES = {
  refused: 'is refused',
  timeout: 'is lost',
  unresolved: 'is not sent',
  tlsError: 'fails in the TLS handshake',
  answered: 'is answered here',
} as const;

/** Where it ended, for which reason, and who is to blame. */
export function explainStop(hop: HopOf<'stop'>, cluster: Cluster): Story {
  const { layer, reason, objects, outcome, note } = hop.decision;
  const texts: Readonly<Record<string, string>> = REASONS[layer];
  const sentence = texts[reason] ?? `${reason}.`;
  const [blamed] = objects;
  return {
    chip: chip(words(reason)),
    title: [
      `The packet ${OUTCOMES[outcome]} at ${placeName(hop.at)}`,
      ...(blamed === undefined ? [] : [': ', link(blamed)]),
    ],
    detail: [
      sentence,
      ...others(objects.slice(1).map(link)),
      ...noticed(hop),
      ...(note === '' || note === reason ? [] : [` (${note})`]),
    ],
    commands: commandsOf(hop, cluster),
  };
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

function noticed({ decision, before }: HopOf<'stop'>): readonly Fragment[] {
  const packet: readonly Fragment[] = before === null ? [] : [' The packet was ', way(before), '.'];
  switch (decision.outcome) {
    case 'refused':
      return [...packet, ' The sender is told at once: connection refused.'];
    case 'timeout':
      return [...packet, ' Nobody tells the sender; it waits until it gives up.'];
    case 'unresolved':
    case 'tlsError':
    case 'answered':
      return packet;
  }
}

function commandsOf({ decision, at, before }: HopOf<'stop'>, cluster: Cluster): readonly string[] {
  const node = nodeOf(at);
  const { objects, layer } = decision;
  const [object] = objects;
  const inspect =
    object === undefined
      ? []
      : [
          `kubectl describe ${object.kind.toLowerCase()}${object.namespace === null ? '' : ` -n ${object.namespace}`} ${object.name}`,
        ];
  if (layer === 'service' && object?.kind === 'Service') {
    const slices = `kubectl get endpointslices -n ${object.namespace ?? 'default'} -l kubernetes.io/service-name=${object.name}`;
    const rules =
      cluster.settings.serviceProxy.mode === 'iptables'
        ? `iptables-save | grep ${object.namespace}/${object.name}`
        : '';
    return [slices, ...(node === null || rules === '' ? [] : [`on ${node}: ${rules}`]), ...inspect];
  }
  if (layer === 'cni' && node !== null && before !== null)
    return [`on ${node}: ip route get ${before.dst}`, ...inspect];
  return inspect;
}
