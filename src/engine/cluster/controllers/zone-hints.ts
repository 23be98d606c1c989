import type { ClusterEndpoint } from '../model.ts';

/** A node as the EndpointSlice controller counts capacity: `milliCpu` is its allocatable CPU. */
export interface CountedNode {
  readonly zone: string;
  readonly ready: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly milliCpu: number;
}

/** Zones by endpoint, or why the controller writes none (its events say the same). */
export type ZoneHints =
  | { readonly kind: 'hints'; readonly zones: ReadonlyMap<ClusterEndpoint, string> }
  | { readonly kind: 'none'; readonly why: string };

const OVERLOAD = 0.2;
const EXCLUDED = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];

/**
 * Hints by zone for a Service with topology mode Auto: every zone gets endpoints in proportion to its CPUs, starting with
 * its own, and none more than 20 % too few (staging endpointslice/topologycache). Where the controller takes zones in the
 * order of a map, the name decides here; slices that it leaves unchanged are not known, so all are new.
 */
export function zoneHints(endpoints: readonly ClusterEndpoint[], nodes: readonly CountedNode[]): ZoneHints {
  const ratios = ratiosOf(nodes);
  if (ratios === null) return none('a node has no zone or no CPUs, or all ready nodes are in one zone');
  const ready = endpoints.filter((one) => one.ready);
  if (ratios.size > ready.length) return none(`${ready.length} ready endpoints for ${ratios.size} zones are too few`);
  const wanted = allocations(ratios, ready.length);
  if (wanted === null) return none('some zone would get too few endpoints for its CPUs, by more than 20 %');
  const zones = new Map<ClusterEndpoint, string>();
  const held = new Map<string, number>();
  for (const endpoint of ready) {
    if (endpoint.zone === null) return none('an endpoint has no zone');
    zones.set(endpoint, endpoint.zone);
    held.set(endpoint.zone, (held.get(endpoint.zone) ?? 0) + 1);
  }
  return { kind: 'hints', zones: redistributed(zones, moves(wanted, held)) };
}

function none(why: string): ZoneHints {
  return { kind: 'none', why };
}

/** Each zone's part of all CPUs; `null` without sufficient information. Nodes of the control plane and unready ones do not count. */
function ratiosOf(nodes: readonly CountedNode[]): ReadonlyMap<string, number> | null {
  const counted = nodes.filter(({ ready, labels }) => ready && !EXCLUDED.some((label) => label in labels));
  const total = counted.reduce((sum, { milliCpu }) => sum + milliCpu, 0);
  const byZone = new Map<string, number>();
  for (const { zone, milliCpu } of [...counted].sort(byName)) {
    if (zone === '' || milliCpu <= 0) return null;
    byZone.set(zone, (byZone.get(zone) ?? 0) + milliCpu);
  }
  if (byZone.size < 2) return null;
  return new Map([...byZone].map(([zone, milli]) => [zone, milli / total]));
}

function byName(a: CountedNode, b: CountedNode): number {
  return a.zone < b.zone ? -1 : a.zone > b.zone ? 1 : 0;
}

/** How many endpoints each zone should have; `null` where the least numbers are more than there are. */
function allocations(ratios: ReadonlyMap<string, number>, count: number): ReadonlyMap<string, number> | null {
  let left = count;
  const wanted = new Map<string, number>();
  for (const [zone, ratio] of ratios) {
    const desired = ratio * count;
    const least = Math.ceil(desired * (1 / (1 + OVERLOAD)));
    wanted.set(zone, Math.max(desired, least));
    left -= least;
  }
  return left < 0 ? null : wanted;
}

interface Moves {
  readonly giving: Map<string, number>;
  readonly receiving: Map<string, number>;
}

/** How many endpoints zones give and receive (`getGivingAndReceivingZones`). */
function moves(wanted: ReadonlyMap<string, number>, held: ReadonlyMap<string, number>): Moves {
  const spare = new Map<string, number>();
  const lacking = new Map<string, number>();
  for (const [zone, desired] of wanted) {
    const own = held.get(zone) ?? 0;
    if (own > desired) spare.set(zone, own - desired);
    else if (own < desired) lacking.set(zone, desired - own);
  }
  const found: Moves = { giving: new Map(), receiving: new Map() };
  for (;;) {
    const [giver, give] = most(spare);
    const [receiver, receive] = most(lacking);
    if (giver === null || receiver === null || (give < 1 && receive < 1) || give < 0.5 || receive < 0.5) return found;
    count(found.giving, giver, 1);
    count(found.receiving, receiver, 1);
    spare.set(giver, give - 1);
    lacking.set(receiver, receive - 1);
  }
}

function most(zones: ReadonlyMap<string, number>): readonly [string | null, number] {
  return [...zones].reduce<readonly [string | null, number]>((best, one) => (one[1] > best[1] ? one : best), [null, 0]);
}

/** Hands hints of giving zones to receiving ones, endpoint by endpoint. */
function redistributed(
  zones: ReadonlyMap<ClusterEndpoint, string>,
  { giving, receiving }: Moves,
): ReadonlyMap<ClusterEndpoint, string> {
  const made = new Map(zones);
  for (const [endpoint, zone] of zones) {
    if ((giving.get(zone) ?? 0) === 0) continue;
    const receiver = [...receiving].find(([, left]) => left > 0)?.[0];
    if (receiver === undefined) return made;
    made.set(endpoint, receiver);
    count(giving, zone, -1);
    count(receiving, receiver, -1);
  }
  return made;
}

function count(zones: Map<string, number>, zone: string, by: number): void {
  zones.set(zone, (zones.get(zone) ?? 0) + by);
}
