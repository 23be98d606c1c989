import type { Hook, Location, NodeEnd } from '#view';
import type { PodItem } from './fold.ts';
import type { Layout, MachineBox, PodBox } from './layout.ts';
import type { Point } from './measures.ts';
import { pastHooks, type Visit } from './past-hooks.ts';
import { type Channel, firstTrack, type Take } from './tracks.ts';

/** A spot of the picture at which a packet can rest. */
export type Stop =
  | { readonly kind: 'outside'; readonly at: Point }
  | { readonly kind: 'balancer'; readonly at: Point; readonly left: number }
  | { readonly kind: 'rail'; readonly at: Point; readonly machine: MachineBox; readonly hook: Hook }
  | { readonly kind: 'wire'; readonly at: Point; readonly machine: MachineBox }
  | { readonly kind: 'pod'; readonly at: Point; readonly pod: PodBox; readonly machine: MachineBox };

/** Where a packet rests that is at a location; `null` if the picture does not show the place. */
export function stopAt(layout: Layout, { place, hook }: Location, take: Take = firstTrack): Stop | null {
  switch (place.kind) {
    case 'outside': {
      const box = layout.outside.find((one) => one.ip === place.ip);
      return box ? { kind: 'outside', at: { x: box.x + box.w, y: box.y + box.h / 2 } } : null;
    }
    case 'balancer': {
      const box = layout.balancers.find((one) => one.balancer.service === place.service);
      if (!box) return null;
      const [left, right] = [box.x, box.x + box.w];
      return { kind: 'balancer', at: { x: right, y: box.y + box.h / 2 }, left };
    }
    case 'node': {
      const machine = layout.machines.find((one) => one.node.name === place.node);
      if (!machine) return null;
      if (hook === 'wire') return { kind: 'wire', at: { x: machine.x, y: take(outLane(machine)) }, machine };
      const cell = machine.cells.find((one) => one.hook === hook) ?? machine.cells.find((one) => one.hook === 'input');
      return { kind: 'rail', at: { x: cell?.x ?? machine.rail.left, y: machine.rail.y }, machine, hook };
    }
    case 'pod': {
      const pod = layout.pods.find(({ item }) => holdsPod(item, place.pod));
      const machine = pod && layout.machines.find((one) => one.node.name === pod.node);
      if (!pod || !machine) return null;
      return { kind: 'pod', at: { x: take(podEnds(pod)), y: pod.y - 6 }, pod, machine };
    }
  }
}

/** Whether a box is that pod, or a stack with it inside. */
export function holdsPod(item: PodItem, key: string): boolean {
  switch (item.kind) {
    case 'pod':
      return item.pod.key === key;
    case 'stack':
      return item.pods.some((one) => one.key === key);
    case 'fold':
      return false;
  }
}

/**
 * The orthogonal way from one stop to another, through gutters only, and past the hooks that the packet does not meet.
 * `take` keeps ways apart that run beside each other.
 */
export function route(layout: Layout, from: Stop, to: Stop, take: Take): readonly Point[] {
  return visits(from, to).reduce(pastHooks, tidy(throughGutters(layout, from, to, take)));
}

function throughGutters(layout: Layout, from: Stop, to: Stop, take: Take): readonly Point[] {
  if (from.at.x === to.at.x && from.at.y === to.at.y) return [from.at];
  const inside = sameMachine(from, to) ? within(from, to, take) : null;
  if (inside) return inside;
  const direct = between(layout, from, to, take);
  if (direct) return direct;
  const x = take(innerChannel(layout, from, to));
  return [...leave(layout, from, x, take, rowInto(to)), ...enter(layout, to, x, take, rowOutOf(from, take))];
}

/** What a way does at the nodes that it passes. */
function visits(from: Stop, to: Stop): readonly Visit[] {
  const [left, entered] = ['machine' in from ? from.machine : null, 'machine' in to ? to.machine : null];
  const [start, end] = [endAtNode(from), endAtNode(to)];
  if (left && left.id === entered?.id) {
    const isBack = from.kind === 'rail' && to.kind === 'rail' && to.at.x < from.at.x;
    return [
      {
        machine: left,
        pieces: isBack
          ? [
              [start, 'wire'],
              ['wire', end],
            ]
          : [[start, end]],
      },
    ];
  }
  return [
    ...(left ? [{ machine: left, pieces: [[start, 'wire']] } as const] : []),
    ...(entered ? [{ machine: entered, pieces: [['wire', end]] } as const] : []),
  ];
}

/** A pod in its node's network has the node's own packets, and so has what no stop of the rail stands for. */
function endAtNode(stop: Stop): NodeEnd {
  switch (stop.kind) {
    case 'rail':
      return stop.machine.cells.some(({ hook }) => hook === stop.hook) ? stop.hook : 'own';
    case 'pod':
      return stop.pod.item.kind === 'pod' && stop.pod.item.pod.hostNetwork ? 'own' : 'pod';
    case 'outside':
    case 'balancer':
    case 'wire':
      return 'wire';
  }
}

function sameMachine(a: Stop, b: Stop): boolean {
  return 'machine' in a && 'machine' in b && a.machine.id === b.machine.id;
}

/** Moves inside one node. */
function within(from: Stop, to: Stop, take: Take): readonly Point[] | null {
  if (from.kind === 'pod' && to.kind === 'pod' && from.pod === to.pod) return [from.at, to.at];
  if (from.kind === 'rail' && to.kind === 'rail') {
    if (to.at.x >= from.at.x) return [from.at, to.at];
    const y = take(outLane(from.machine));
    const [left, right] = [take(margin(from.machine, 'left')), take(margin(from.machine, 'right'))];
    return [from.at, { x: right, y: from.at.y }, { x: right, y }, { x: left, y }, { x: left, y: to.at.y }, to.at];
  }
  if (from.kind === 'wire' && to.kind === 'wire') return [from.at, to.at];
  const start = from.kind === 'pod' ? upToRail(from, take) : [from.at];
  const here = start.at(-1) ?? from.at;
  if (to.kind === 'rail') return from.kind === 'wire' ? [from.at, ...ontoRail(from.at, to, take)] : [...start, to.at];
  if (to.kind === 'pod') {
    const left = take(margin(to.machine, 'left'));
    const begin =
      from.kind === 'wire' ? [from.at, { x: left, y: from.at.y }, { x: left, y: from.machine.rail.y }] : start;
    return [...begin, ...downToPod(to, take)];
  }
  if (to.kind === 'wire') return [...start, ...overOutLane(here, to.machine, take), to.at];
  return null;
}

/** The ways that do not pass the channel beside the nodes. */
function between(layout: Layout, from: Stop, to: Stop, take: Take): readonly Point[] | null {
  const x = () => take(outerChannel(layout));
  if (from.kind === 'outside' && to.kind === 'balancer') {
    return [from.at, { x: x(), y: from.at.y }, { x: x(), y: to.at.y }, { x: to.left, y: to.at.y }, to.at];
  }
  if (from.kind === 'balancer' && to.kind === 'outside') {
    return [from.at, { x: from.left, y: from.at.y }, { x: x(), y: from.at.y }, { x: x(), y: to.at.y }, to.at];
  }
  if (from.kind === 'outside' && to.kind === 'outside') {
    return [from.at, { x: x(), y: from.at.y }, { x: x(), y: to.at.y }, to.at];
  }
  return null;
}

/** On which row a way comes to a node, and leaves it; elsewhere it comes and goes as its place stands. */
function rowInto(stop: Stop): number {
  return stop.kind === 'pod' ? stop.machine.rail.y : stop.at.y;
}

function rowOutOf(stop: Stop, take: Take): number {
  return stop.kind === 'pod' || stop.kind === 'rail' ? take(outLane(stop.machine)) : stop.at.y;
}

/** From a stop to the channel beside the nodes; `row` is the one on which its other end reaches it. */
function leave(layout: Layout, stop: Stop, x: number, take: Take, row: number): readonly Point[] {
  switch (stop.kind) {
    case 'outside':
      return outsideToChannel(layout, stop.at, x, take, row);
    case 'balancer':
      return layout.shape === 'narrow' ? balancerToChannel(layout, stop.at, x, take) : [stop.at, { x, y: stop.at.y }];
    case 'wire':
      return [stop.at, { x, y: stop.at.y }];
    case 'rail':
      return [stop.at, ...overOutLane(stop.at, stop.machine, take), { x, y: take(outLane(stop.machine)) }];
    case 'pod':
      return [
        ...upToRail(stop, take),
        ...overOutLane(stop.at, stop.machine, take),
        { x, y: take(outLane(stop.machine)) },
      ];
  }
}

/** From the channel beside the nodes to a stop. */
function enter(layout: Layout, stop: Stop, x: number, take: Take, row: number): readonly Point[] {
  switch (stop.kind) {
    case 'outside':
    case 'balancer':
      return leave(layout, stop, x, take, row).toReversed();
    case 'wire':
    case 'rail':
      return [{ x, y: stop.at.y }, stop.at];
    case 'pod':
      return [{ x, y: stop.machine.rail.y }, ...downToPod(stop, take)];
  }
}

/** Straight where no balancer stands between; else on the row of the other end; else on the nearest beside a balancer. */
function outsideToChannel(layout: Layout, at: Point, x: number, take: Take, row: number): readonly Point[] {
  if (isFreeRow(layout, at.y)) return [at, { x, y: at.y }];
  const y = isFreeRow(layout, row) ? row : take(lanePast(layout, at.y, row));
  const outer = take(outerChannel(layout));
  return [at, { x: outer, y: at.y }, { x: outer, y }, { x, y }];
}

/** Of the free rows over, between and under the balancers the one that makes a way between two rows shortest. */
function lanePast(layout: Layout, from: number, to: number): Channel {
  if (layout.shape === 'narrow') return topLane(layout);
  const far = ({ first }: Channel) => Math.abs(first - from) + Math.abs(first - to);
  return lanesBeside(layout).reduce((best, lane) => (far(lane) < far(best) ? lane : best), topLane(layout));
}

function lanesBeside({ balancers, topLane: highest }: Layout): readonly Channel[] {
  const lane = (index: number, first: number, step: number, count: number): Channel => ({
    id: `past balancer ${index}`,
    axis: 'y',
    first,
    step,
    count,
    part: '',
  });
  return balancers.flatMap(({ y, h }, index) => {
    const over = index === 0 ? [lane(0, Math.max(highest, y - 8), -4, 3)] : [];
    const isLast = index === balancers.length - 1;
    return [...over, isLast ? lane(index + 1, y + h + 8, 4, 3) : lane(index + 1, y + h + 5, 4, 2)];
  });
}

/** Whether a line runs past all balancers on that row. */
function isFreeRow({ shape, balancers }: Layout, row: number): boolean {
  return shape === 'wide' && balancers.every(({ y, h }) => row < y - 8 || y + h + 8 < row);
}

/** Above the nodes: in at the left of a balancer, out at its right, and back over the row between. */
function balancerToChannel(layout: Layout, at: Point, x: number, take: Take): readonly Point[] {
  const y = take(topLane(layout));
  const right = take({ id: 'right of balancers', axis: 'x', first: at.x + 8, step: 4.5, count: 3, part: '' });
  return [at, { x: right, y: at.y }, { x: right, y }, { x, y }];
}

/** The free row under the label of the lower band, or between the places above the nodes and the nodes. */
function topLane({ topLane: first }: Layout): Channel {
  return { id: 'top', axis: 'y', first, step: -4, count: 3, part: '' };
}

/** Beside the balancers: between the outside and whatever comes next. */
function outerChannel({ channels }: Layout): Channel {
  return { id: 'outer', axis: 'x', first: channels.outer, step: -4.5, count: 4, part: '' };
}

/** Beside the nodes. A way that comes to a node and goes on from it runs there twice. */
function innerChannel({ channels }: Layout, from: Stop, to: Stop): Channel {
  const part = `${endOf(from)} to ${endOf(to)}`;
  return { id: 'inner', axis: 'x', first: channels.inner, step: -4.5, count: 5, part };
}

function endOf(stop: Stop): string {
  return 'machine' in stop ? stop.machine.id : stop.kind;
}

/** The lane above the rail, on which packets leave a node. */
function outLane({ id, rail }: MachineBox): Channel {
  return { id: `out of ${id}`, axis: 'y', first: rail.y - 10, step: -4, count: 3, part: '' };
}

/** The margin inside a node's border. */
function margin({ id, x, w }: MachineBox, side: 'left' | 'right'): Channel {
  const away = side === 'left' ? 1 : -1;
  return {
    id: `${side} in ${id}`,
    axis: 'x',
    first: (side === 'left' ? x : x + w) + 3 * away,
    step: 4 * away,
    count: 3,
    part: '',
  };
}

/** How far ways that end at a pod or leave it stand apart, and how many do before two share a place. */
export const POD_ENDS = { step: 8, count: 6 } as const;

/** Where ways end at a pod and leave it, side by side. */
function podEnds({ item, x, w }: PodBox): Channel {
  return {
    id: `ends at ${item.id}`,
    axis: 'x',
    first: x + w - 20,
    step: -POD_ENDS.step,
    count: POD_ENDS.count,
    part: '',
  };
}

/** The free row above a row of pods. */
function gutter({ node, gutterY }: PodBox, part: 'up' | 'down'): Channel {
  return { id: `over ${node} ${gutterY}`, axis: 'y', first: gutterY + 3, step: -4, count: 4, part };
}

function overOutLane(from: Point, machine: MachineBox, take: Take): readonly Point[] {
  const right = take(margin(machine, 'right'));
  const y = take(outLane(machine));
  return [
    { x: right, y: machine.rail.y },
    { x: right, y },
    { x: Math.min(from.x, machine.x), y },
  ];
}

function ontoRail(from: Point, to: Extract<Stop, { readonly kind: 'rail' }>, take: Take): readonly Point[] {
  const left = take(margin(to.machine, 'left'));
  return [{ x: left, y: from.y }, { x: left, y: to.at.y }, to.at];
}

function upToRail(stop: Extract<Stop, { readonly kind: 'pod' }>, take: Take): readonly Point[] {
  const left = take(margin(stop.machine, 'left'));
  const y = take(gutter(stop.pod, 'up'));
  return [stop.at, { x: stop.at.x, y }, { x: left, y }, { x: left, y: stop.machine.rail.y }];
}

function downToPod(stop: Extract<Stop, { readonly kind: 'pod' }>, take: Take): readonly Point[] {
  const right = take(margin(stop.machine, 'right'));
  const y = take(gutter(stop.pod, 'down'));
  return [{ x: right, y: stop.machine.rail.y }, { x: right, y }, { x: stop.at.x, y }, stop.at];
}

/** Drops points that stand still or lie on the way between their neighbours. */
function tidy(points: readonly Point[]): readonly Point[] {
  const result: Point[] = [];
  for (const point of points) {
    const last = result.at(-1);
    if (last && last.x === point.x && last.y === point.y) continue;
    const before = result.at(-2);
    const alongX =
      before &&
      last &&
      before.y === last.y &&
      last.y === point.y &&
      last.x >= Math.min(before.x, point.x) &&
      last.x <= Math.max(before.x, point.x);
    const alongY =
      before &&
      last &&
      before.x === last.x &&
      last.x === point.x &&
      last.y >= Math.min(before.y, point.y) &&
      last.y <= Math.max(before.y, point.y);
    if (alongX || alongY) result.pop();
    result.push(point);
  }
  return result;
}
