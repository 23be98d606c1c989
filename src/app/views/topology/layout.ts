import type { Picture, PictureBalancer, PictureNode } from '#view';
import { countReplicas, foldNodes, foldPods, type PodItem } from './fold.ts';
import { MEASURES, type Rect } from './measures.ts';
import type { Needed } from './needed.ts';
import { type CardBox, type CardLink, placeRules } from './rules-band.ts';

export interface MachineBox extends Rect {
  readonly id: string;
  readonly node: PictureNode;
  /** The line on which a packet runs through the kernel, and its stops. */
  readonly rail: { readonly y: number; readonly left: number; readonly right: number };
  readonly cells: readonly { readonly hook: string; readonly label: string; readonly x: number; readonly w: number }[];
}

export interface PodBox extends Rect {
  readonly item: PodItem;
  readonly node: string;
  /** Middle of the free row above. */
  readonly gutterY: number;
}

export interface OutsideBox extends Rect {
  readonly ip: string;
  readonly title: string;
}

export interface BalancerBox extends Rect {
  readonly balancer: PictureBalancer;
}

/** Everything of the picture with its place. `shape` says how lines get from the outside to the nodes. */
export interface Layout {
  readonly shape: 'wide' | 'narrow';
  readonly width: number;
  readonly height: number;
  readonly cards: readonly CardBox[];
  readonly links: readonly CardLink[];
  readonly outside: readonly OutsideBox[];
  readonly balancers: readonly BalancerBox[];
  readonly machines: readonly MachineBox[];
  readonly moreNodes: (Rect & { readonly title: string; readonly note: string }) | null;
  readonly pods: readonly PodBox[];
  /** Top of the lower band. */
  readonly divider: number;
  /** Vertical channels: left of the balancers and left of the nodes. */
  readonly channels: { readonly outer: number; readonly inner: number };
  /** Free row at the top of the lower band, above all places. */
  readonly topLane: number;
}

export function layOut(
  picture: Picture,
  needed: Needed,
  unfolded: ReadonlySet<string>,
  shape: Layout['shape'],
): Layout {
  const { edge, outside, balancer, betweenColumns, gutter, label, machine, pod } = MEASURES;
  const { shown, folded } = foldNodes(picture, needed, unfolded);
  const replicas = countReplicas(picture.pods);
  const items = shown.map((node) =>
    foldPods(
      picture.pods.filter((one) => one.node === node.name),
      replicas,
      needed,
      unfolded,
    ),
  );
  const most = Math.max(1, ...items.map((one) => one.length));
  const columns = shape === 'narrow' ? 2 : most <= 6 ? 3 : 4;
  const machineWidth = machine.side * 2 + columns * pod.w + (columns - 1) * pod.gapX;
  const outsideItems = outsideShown(picture, needed);
  const balancerItems = balancersShown(picture, needed);

  const balancerX = edge + outside.w + betweenColumns;
  const machineX =
    shape === 'narrow' ? edge + 26 : (balancerItems.length > 0 ? balancerX + balancer.w : edge + outside.w) + gutter;
  const width = machineX + machineWidth + edge;
  const rules = placeRules(picture.rules, needed, unfolded, { x: edge, y: edge + label, w: width - 2 * edge });
  const divider = rules.bottom + 14;
  const top = divider + label + 8;

  const rowsTop = shape === 'narrow' ? top + tallest(outsideItems.length, balancerItems.length) + 26 : top;
  const { machines, pods, bottom } = placeMachines(shown, items, { x: machineX, y: rowsTop, w: machineWidth, columns });
  const moreNodes =
    folded.length > 0
      ? {
          x: machineX,
          y: bottom,
          w: machineWidth,
          h: 44,
          title: `${folded.length} more nodes`,
          note: `${picture.pods.filter((one) => folded.some((node) => node.name === one.node)).length} pods`,
        }
      : null;
  const lowest = moreNodes ? moreNodes.y + moreNodes.h : bottom - machine.gap;
  const middle = shape === 'narrow' ? null : (top + lowest) / 2;

  const stack = (count: number, h: number) =>
    middle === null ? top : Math.max(top, middle - (count * h + (count - 1) * MEASURES.stackGap) / 2);
  const outsideTop = stack(outsideItems.length, outside.h);
  const balancerTop = stack(balancerItems.length, balancer.h);
  return {
    shape,
    width,
    height:
      Math.max(
        lowest,
        outsideTop + outsideItems.length * (outside.h + MEASURES.stackGap),
        balancerTop + balancerItems.length * (balancer.h + MEASURES.stackGap),
      ) + edge,
    cards: rules.cards,
    links: rules.links,
    outside: outsideItems.map((one, index) => ({
      ...one,
      x: edge,
      y: outsideTop + index * (outside.h + MEASURES.stackGap),
      ...outside,
    })),
    balancers: balancerItems.map((one, index) => ({
      balancer: one,
      x: balancerX,
      y: balancerTop + index * (balancer.h + MEASURES.stackGap),
      ...balancer,
    })),
    machines,
    moreNodes,
    pods,
    divider,
    channels: { outer: balancerX - 12, inner: machineX - 12 },
    topLane: shape === 'narrow' ? rowsTop - 10 : top - 10,
  };
}

function placeMachines(
  nodes: readonly PictureNode[],
  items: readonly (readonly PodItem[])[],
  at: { readonly x: number; readonly y: number; readonly w: number; readonly columns: number },
) {
  const { machine, pod } = MEASURES;
  const machines: MachineBox[] = [];
  const pods: PodBox[] = [];
  let y = at.y;
  for (const [index, node] of nodes.entries()) {
    const own = items[index] ?? [];
    const rows = Math.ceil(own.length / at.columns);
    const railTop = y + machine.head + 4;
    const h = machine.head + 4 + machine.rail + rows * (pod.h + pod.gutter) + machine.bottom;
    machines.push(machineBox(node, { x: at.x, y, w: at.w, h }, railTop));
    for (const [place, item] of own.entries()) {
      const row = Math.floor(place / at.columns);
      const podY = railTop + machine.rail + row * (pod.h + pod.gutter) + pod.gutter;
      pods.push({
        item,
        node: node.name,
        x: at.x + machine.side + (place % at.columns) * (pod.w + pod.gapX),
        y: podY,
        w: pod.w,
        h: pod.h,
        gutterY: podY - pod.gutter / 2,
      });
    }
    y += h + machine.gap;
  }
  return { machines, pods, bottom: y };
}

function machineBox(node: PictureNode, rect: Rect, railTop: number): MachineBox {
  const left = rect.x + MEASURES.machine.side;
  const right = rect.x + rect.w - MEASURES.machine.side;
  const w = (right - left) / Math.max(1, node.hooks.length);
  return {
    ...rect,
    id: `node:${node.name}`,
    node,
    rail: { y: railTop + 11, left, right },
    cells: node.hooks.map(({ hook, label }, index) => ({ hook, label, x: left + (index + 0.5) * w, w })),
  };
}

function outsideShown(picture: Picture, needed: Needed): readonly { readonly ip: string; readonly title: string }[] {
  const known = picture.outside.filter((one) => needed.outside.has(one.ip));
  const unknown = [...needed.outside]
    .filter((ip) => !picture.outside.some((one) => one.ip === ip))
    .map((ip) => ({ ip, title: ip === needed.client ? 'client' : 'outside' }));
  const shown = [...known, ...unknown];
  return shown.length > 0 ? shown : picture.outside.slice(0, 1);
}

function balancersShown(picture: Picture, needed: Needed): readonly PictureBalancer[] {
  const touched = picture.balancers.filter((one) => needed.balancers.has(one.service));
  const others = picture.balancers.filter((one) => !touched.includes(one));
  const shown = new Set([...touched, ...others.slice(0, Math.max(0, 3 - touched.length))]);
  return picture.balancers.filter((one) => shown.has(one));
}

function tallest(outside: number, balancers: number): number {
  const { stackGap } = MEASURES;
  return Math.max(outside * (MEASURES.outside.h + stackGap), balancers * (MEASURES.balancer.h + stackGap)) - stackGap;
}
