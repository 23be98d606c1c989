import type { Hop } from './trace.ts';

/** One thing in which two hops differ: what it is called, and its value on either side. */
export interface HopDifference {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/**
 * In what two hops differ, field by field: the place, what was decided, the packet that came and the one that went on.
 * Empty exactly for hops that `compareRuns` calls the same.
 */
export function hopDifferences(before: Hop, after: Hop): readonly HopDifference[] {
  const came = differences(before.before, after.before, ['packet']);
  const carriedOn = new Set(came.map((one) => JSON.stringify(one)));
  return [
    ...differences(before.kind, after.kind, ['hop']),
    ...placeDifferences(before, after),
    ...differences(before.decision, after.decision, []),
    ...came,
    ...differences(before.after, after.after, ['packet'])
      .filter((one) => !carriedOn.has(JSON.stringify(one)))
      .map((one) => ({ ...one, what: `${one.what} after` })),
  ];
}

/** Places of different kinds are told whole; else only in what they differ. */
function placeDifferences({ at: before }: Hop, { at: after }: Hop): readonly HopDifference[] {
  if (before.place.kind === after.place.kind) return differences(before, after, []);
  const hooks = differences(before.hook, after.hook, ['hook']);
  return [{ what: 'place', before: textOf(before.place, ''), after: textOf(after.place, '') }, ...hooks];
}

function differences(before: unknown, after: unknown, path: readonly string[], field = ''): readonly HopDifference[] {
  if (isTree(before) && isTree(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differences(before[key], after[key], [...path, wordOf(key)], key));
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [
    { what: path.filter((word) => word !== '').join(' '), before: textOf(before, field), after: textOf(after, field) },
  ];
}

type Tree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

/** Words of the inspector for fields of packets, and those that go without saying. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['src', 'source'],
  ['dst', 'destination'],
  ['sport', 'source port'],
  ['dport', 'destination port'],
  ['tls', 'TLS'],
  ['sni', 'TLS name'],
  ['alpn', 'ALPN'],
  ['encapsulates', 'inside it'],
  ['among', 'to choose among'],
  ['place', ''],
  ['carries', ''],
  ['marked', 'marked for masquerading'],
  ['forwarding', 'way to another node'],
  ['algorithm', 'chosen by'],
  ['tuple', 'judged packet'],
  ['via', 'dialled address'],
  ['set', 'endpoints'],
  ['affinity', 'session affinity'],
  ['at', 'place'],
]);

/** Words for the values that decisions name by an identifier of the code, by their field. */
const VALUES: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  marked: new Map([
    ['externalClusterPolicy', 'yes, externalTrafficPolicy is Cluster'],
    ['notFromPod', 'yes, it is from no pod'],
    ['masqueradeAll', 'yes, everything is (masqueradeAll)'],
    ['nodeLocal', 'yes, it is from the node itself'],
    ['hairpin', 'yes, the pod reaches itself'],
  ]),
  why: new Map([
    ['leavesPodNetwork', 'it leaves the pod network'],
    ['toRemotePod', 'it goes to a pod elsewhere'],
    ['intoTunnel', 'it enters the tunnel'],
    ['egressGateway', 'an egress gateway is meant for it'],
    ['leavesNetwork', 'it leaves the network'],
    ['hairpin', 'the pod reaches itself'],
    ['marked', 'the Service rules marked it'],
  ]),
  via: new Map([
    ['clusterIP', 'cluster IP'],
    ['externalIP', 'external IP'],
    ['nodePort', 'node port'],
    ['loadBalancer', 'load balancer address'],
  ]),
  forwarding: new Map([
    ['snat', 'with an address of the node as source (SNAT)'],
    ['dsr', 'the backend answers directly (DSR)'],
    ['tunnel', 'through a tunnel'],
  ]),
  tier: new Map([
    ['networkPolicy', 'NetworkPolicy'],
    ['notEnforced', 'policies are not enforced'],
  ]),
  note: new Map([['ConnectedThere', 'from the address that was connected to']]),
};

/** `sourcePort` is `source port`; places in lists count from 1. */
function wordOf(key: string): string {
  if (/^\d+$/.test(key)) return String(Number(key) + 1);
  return WORDS.get(key) ?? key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function textOf(value: unknown, field: string): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'string') return VALUES[field]?.get(value) ?? value;
  if (!isTree(value)) return JSON.stringify(value);
  const parts = Object.values(value).flatMap((part) => (part === null || isTree(part) ? [] : [textOf(part, '')]));
  return parts.length === 0 ? 'some' : parts.join(' ');
}
