import type { Location } from '#view';
import type { PodItem } from './fold.ts';
import type { Layout, MachineBox, PodBox } from './layout.ts';
import type { Point } from './measures.ts';

/** A spot of the picture at which a packet can rest. */
export type Stop =
  | { readonly kind: 'outside'; readonly at: Point }
  | { readonly kind: 'balancer'; readonly at: Point; readonly left: number }
  | { readonly kind: 'rail'; readonly at: Point; readonly machine: MachineBox }
  | { readonly kind: 'wire'; readonly at: Point; readonly machine: MachineBox }
  | { readonly kind: 'pod'; readonly at: Point; readonly pod: PodBox; readonly machine: MachineBox };

const LANE_STEP = 3.5;
const LANES = 4;

/** Where a packet rests that is at a location; `null` if the picture does not show the place. */
export function stopAt(layout: Layout, { place, hook }: Location): Stop | null {
  switch (place.kind) {
    case 'outside': {
      const box = layout.outside.find((one) => one.ip === place.ip);
      return box ? { kind: 'outside', at: { x: box.x + box.w, y: box.y + box.h / 2 } } : null;
    }
    case 'balancer': {
      const box = layout.balancers.find((one) => one.balancer.service === place.service);
      if (!box) return null;
      const [left, right] = [box.x, box.x + box.w];
      return { kind: 'balancer', at: { x: layout.shape === 'narrow' ? left : right, y: box.y + box.h / 2 }, left };
    }
    case 'node': {
      const machine = layout.machines.find((one) => one.node.name === place.node);
      if (!machine) return null;
      if (hook === 'wire') return { kind: 'wire', at: { x: machine.x, y: outLane(machine, 0) }, machine };
      const cell = machine.cells.find((one) => one.hook === hook) ?? machine.cells.find((one) => one.hook === 'input');
      return { kind: 'rail', at: { x: cell?.x ?? machine.rail.left, y: machine.rail.y }, machine };
    }
    case 'pod': {
      const pod = layout.pods.find(({ item }) => holdsPod(item, place.pod));
      const machine = pod && layout.machines.find((one) => one.node.name === pod.node);
      if (!pod || !machine) return null;
      return { kind: 'pod', at: { x: pod.x + pod.w - 20, y: pod.y - 4 }, pod, machine };
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

/** The orthogonal way from one stop to another, through gutters only. `lane` keeps passes apart. */
export function route(layout: Layout, from: Stop, to: Stop, lane: number): readonly Point[] {
  const k = lane % LANES;
  const inside = sameMachine(from, to) ? within(from, to, k) : null;
  if (inside) return tidy(inside);
  const direct = between(layout, from, to, k);
  if (direct) return tidy(direct);
  const out = leave(layout, from, k);
  const into = enter(layout, to, k);
  return tidy([...out, ...into]);
}

function sameMachine(a: Stop, b: Stop): boolean {
  return 'machine' in a && 'machine' in b && a.machine.id === b.machine.id;
}

/** Moves inside one node. */
function within(from: Stop, to: Stop, lane: number): readonly Point[] | null {
  if (from.kind === 'pod' && to.kind === 'pod' && from.pod === to.pod) return [from.at, to.at];
  if (from.kind === 'rail' && to.kind === 'rail') {
    if (to.at.x >= from.at.x) return [from.at, to.at];
    const y = outLane(from.machine, lane);
    const { left, right } = margins(from.machine, lane);
    return [from.at, { x: right, y: from.at.y }, { x: right, y }, { x: left, y }, { x: left, y: to.at.y }, to.at];
  }
  if (from.kind === 'wire' && to.kind === 'wire') return [from.at, to.at];
  const start = from.kind === 'pod' ? upToRail(from, lane) : [from.at];
  const here = start.at(-1) ?? from.at;
  if (to.kind === 'rail') return from.kind === 'wire' ? [from.at, ...ontoRail(to, lane)] : [...start, to.at];
  if (to.kind === 'pod') {
    const { left } = margins(to.machine, lane);
    const begin =
      from.kind === 'wire' ? [from.at, { x: left, y: from.at.y }, { x: left, y: from.machine.rail.y }] : start;
    return [...begin, { x: to.machine.rail.left, y: to.machine.rail.y }, ...downToPod(to, lane)];
  }
  if (to.kind === 'wire')
    return [...start, ...overOutLane(here, to.machine, lane), { x: to.at.x, y: outLane(to.machine, lane) }, to.at];
  return null;
}

/** The ways that do not pass the channel beside the nodes. */
function between(layout: Layout, from: Stop, to: Stop, lane: number): readonly Point[] | null {
  const x = layout.channels.outer - lane * LANE_STEP;
  if (from.kind === 'outside' && to.kind === 'balancer') {
    return [from.at, { x, y: from.at.y }, { x, y: to.at.y }, { x: to.left, y: to.at.y }, to.at];
  }
  if (from.kind === 'balancer' && to.kind === 'outside') {
    return [from.at, { x: from.left, y: from.at.y }, { x, y: from.at.y }, { x, y: to.at.y }, to.at];
  }
  if (from.kind === to.kind && (from.kind === 'outside' || (from.kind === 'balancer' && layout.shape === 'narrow'))) {
    return [from.at, { x, y: from.at.y }, { x, y: to.at.y }, to.at];
  }
  return null;
}

/** From a stop to the channel beside the nodes. */
function leave(layout: Layout, stop: Stop, lane: number): readonly Point[] {
  const x = layout.channels.inner - lane * LANE_STEP;
  switch (stop.kind) {
    case 'outside':
      return outsideToChannel(layout, stop.at, x, lane);
    case 'balancer':
      return layout.shape === 'narrow' ? outsideToChannel(layout, stop.at, x, lane) : [stop.at, { x, y: stop.at.y }];
    case 'wire':
      return [stop.at, { x, y: stop.at.y }];
    case 'rail':
      return [stop.at, ...overOutLane(stop.at, stop.machine, lane), { x, y: outLane(stop.machine, lane) }];
    case 'pod': {
      const up = upToRail(stop, lane);
      return [...up, ...overOutLane(stop.at, stop.machine, lane), { x, y: outLane(stop.machine, lane) }];
    }
  }
}

/** From the channel beside the nodes to a stop. */
function enter(layout: Layout, stop: Stop, lane: number): readonly Point[] {
  const x = layout.channels.inner - lane * LANE_STEP;
  switch (stop.kind) {
    case 'outside':
    case 'balancer':
      return leave(layout, stop, lane).toReversed();
    case 'wire':
      return [{ x, y: stop.at.y }, stop.at];
    case 'rail':
      return [{ x, y: stop.at.y }, stop.at];
    case 'pod': {
      const { y } = stop.machine.rail;
      return [{ x, y }, ...downToPod(stop, lane)];
    }
  }
}

function outsideToChannel(layout: Layout, at: Point, x: number, lane: number): readonly Point[] {
  const y = layout.topLane - lane * LANE_STEP;
  const blocked =
    layout.shape === 'narrow' || layout.balancers.some((box) => box.y - 8 <= at.y && at.y <= box.y + box.h + 8);
  if (!blocked) return [at, { x, y: at.y }];
  const outer = layout.channels.outer - lane * LANE_STEP;
  return [at, { x: outer, y: at.y }, { x: outer, y }, { x, y }];
}

/** The lane above the rail, on which packets leave a node. */
function outLane(machine: MachineBox, lane: number): number {
  return machine.rail.y - 17 + (lane % LANES) * 3;
}

function margins(machine: MachineBox, lane: number): { readonly left: number; readonly right: number } {
  return { left: machine.x + 3 + lane * 2.7, right: machine.x + machine.w - 3 - lane * 2.7 };
}

function overOutLane(from: Point, machine: MachineBox, lane: number): readonly Point[] {
  const { right } = margins(machine, lane);
  const y = outLane(machine, lane);
  return [
    { x: right, y: machine.rail.y },
    { x: right, y },
    { x: Math.min(from.x, machine.x), y },
  ];
}

function ontoRail(to: Extract<Stop, { readonly kind: 'rail' }>, lane: number): readonly Point[] {
  const { left } = margins(to.machine, lane);
  return [{ x: left, y: outLane(to.machine, 0) }, { x: left, y: to.at.y }, to.at];
}

function upToRail(stop: Extract<Stop, { readonly kind: 'pod' }>, lane: number): readonly Point[] {
  const { left } = margins(stop.machine, lane);
  const y = stop.pod.gutterY + 1 + lane * 2.2;
  return [stop.at, { x: stop.at.x, y }, { x: left, y }, { x: left, y: stop.machine.rail.y }];
}

function downToPod(stop: Extract<Stop, { readonly kind: 'pod' }>, lane: number): readonly Point[] {
  const { right } = margins(stop.machine, lane);
  const y = stop.pod.gutterY - 2 - lane * 2.5;
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
