import type { Location, RequestWay } from '#view';
import type { Layout } from './layout.ts';
import type { Point } from './measures.ts';
import { route, stopAt } from './route.ts';
import { type Channel, type Choice, type Take, trackAt, Tracks } from './tracks.ts';

type Run = Pick<RequestWay, 'hops' | 'passes'>;
type RunHop = RequestWay['hops'][number];
type RunPass = RequestWay['passes'][number];

/** A move of the packet to a hop from where its connection was before; `from` is `null` where a connection begins. */
export interface Move {
  readonly hop: RunHop;
  readonly why: RunPass['why'];
  /** The line it is part of. Connections that go the same way are one line, the way back is another. */
  readonly way: string;
  readonly from: Location | null;
}

/** The moves of a run, in the order of its hops. What was lost goes no further: the next connection begins where it was opened. */
export function movesOf({ hops, passes }: Run, layout: Layout): readonly Move[] {
  const passOf = new Map(passes.map((pass) => [pass.id, pass]));
  const wayOf = waysOf(hops, passes);
  const opened = new Map(hops.map((hop) => [hop.key, hop.at]));
  const last = new Map<string, Location>();
  return hops.map((hop) => {
    const pass = passOf.get(hop.pass);
    const opener = pass?.openedBy ?? null;
    const from = last.get(hop.pass) ?? (opener === null ? null : (opened.get(opener) ?? null));
    if (stopAt(layout, hop.at) !== null || !last.has(hop.pass)) last.set(hop.pass, hop.at);
    const way = `${wayOf.get(hop.pass) ?? ''}${hop.way === 'reply' ? ' back' : ''}`;
    return { hop, why: pass?.why ?? 'request', way, from };
  });
}

/** The line of each pass, by what it passes. All lookups are one: only the one that the packet is in is drawn. */
function waysOf(hops: readonly RunHop[], passes: readonly RunPass[]): ReadonlyMap<string, string> {
  const ways = new Map<string, string>();
  for (const { id, why, rides } of passes) {
    const places = hops.filter((hop) => hop.pass === id && hop.way === 'forward').map(({ at }) => placeText(at));
    const ridden = rides === null ? undefined : ways.get(rides);
    ways.set(id, why === 'lookup' ? 'lookup' : (ridden ?? [...new Set(places)].join(' ')));
  }
  return ways;
}

function placeText({ place }: Location): string {
  switch (place.kind) {
    case 'outside':
      return place.ip;
    case 'balancer':
      return `balancer:${place.service}`;
    case 'node':
      return `node:${place.node}`;
    case 'pod':
      return place.pod;
  }
}

/** The tracks of several runs that are drawn at once: first of what goes forward, then of what comes back, then of lookups. */
export function tracksOf(layout: Layout, runs: readonly Run[], chosen: Choice | null = null): Tracks {
  const tracks = new Tracks(chosen);
  for (const [index, run] of runs.entries()) {
    const moves = movesOf(run, layout);
    const requests = moves.filter(({ why }) => why !== 'lookup');
    const ordered = [
      ...requests.filter(({ hop }) => hop.way === 'forward'),
      ...requests.filter(({ hop }) => hop.way === 'reply'),
      ...moves.filter(({ why }) => why === 'lookup'),
    ];
    for (const move of ordered) note(tracks, layout, move, index);
  }
  return tracks;
}

/** What a run's line is called among several runs. */
export function lineName(run: number, way: string): string {
  return `${run} ${way}`;
}

function note(tracks: Tracks, layout: Layout, { from, hop, way }: Move, run: number): void {
  if (from === null) return;
  const used = new Map<string, Channel>();
  const take: Take = (channel) => {
    used.set(`${channel.id} ${channel.part}`, channel);
    return trackAt(channel, 0);
  };
  const [start, end] = [stopAt(layout, from, take), stopAt(layout, hop.at, take)];
  if (!start || !end) return;
  const points = route(layout, start, end, take);
  for (const channel of used.values())
    for (const [a, b] of alongChannel(points, channel)) tracks.note(channel, lineName(run, way), a, b);
}

function alongChannel(points: readonly Point[], { axis, first }: Channel): readonly (readonly [number, number])[] {
  return points.slice(1).flatMap((point, index) => {
    const before = points[index];
    if (!before || before[axis] !== first || point[axis] !== first) return [];
    return axis === 'x' ? [[before.y, point.y] as const] : [[before.x, point.x] as const];
  });
}
