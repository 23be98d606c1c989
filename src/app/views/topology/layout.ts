import type { Picture, PictureBalancer, PictureNode, PicturePod } from '#view';
import { balancerHeight, type BalancerRows, balancerRows } from './balancer-rows.ts';
import { countReplicas, type FoldedNodes, foldNodes, foldPods, type PodItem } from './fold.ts';
import { MEASURES, type Point, type Rect } from './measures.ts';
import { podRows } from './pod-rows.ts';
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
  /** Of its name. */
  readonly rows: readonly string[];
  /** Middle of the free row above. */
  readonly gutterY: number;
}

export interface OutsideBox extends Rect {
  readonly ip: string;
  readonly title: string;
}

export interface BalancerBox extends Rect {
  readonly balancer: PictureBalancer;
  readonly rows: BalancerRows;
}

/** Opens or folds what there is of nodes. */
export interface NodeFoldBox extends Rect {
  readonly title: string;
  readonly note: string;
  readonly fold: string;
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
  readonly nodeFolds: readonly NodeFoldBox[];
  readonly pods: readonly PodBox[];
  /** Top of the lower band. */
  readonly divider: number;
  /** Vertical channels: left of the balancers and left of the nodes. */
  readonly channels: { readonly outer: number; readonly inner: number };
  /** Free row at the top of the lower band, above all places. */
  readonly topLane: number;
}

/** What the picture has to stand in: the pane's width in the picture's units, and how the page is laid out. */
export interface Space {
  readonly width: number;
  readonly page: 'columns' | 'column';
}

export function layOut(picture: Picture, needed: Needed, unfolded: ReadonlySet<string>, space: Space): Layout {
  const { edge, outside, balancer, betweenColumns, label } = MEASURES;
  const { shown, folded, folds } = foldNodes(picture, needed, unfolded);
  const replicas = countReplicas(picture.pods);
  const podsOf = podsByNode(picture.pods);
  const items = shown.map((node) => foldPods(podsOf.get(node.name) ?? [], replicas, needed, unfolded));
  const outsideItems = outsideShown(picture, needed).map((one) => ({ ...one, ...outside }));
  const balancerItems = balancersShown(picture, needed).map((one) => {
    const rows = balancerRows(one);
    return { balancer: one, rows, w: balancer.w, h: balancerHeight(rows) };
  });
  const { shape, machineX, columns, podWidth, machineWidth } = arrange(
    space,
    { outside: outsideItems.length > 0, balancers: balancerItems.length > 0 },
    Math.max(1, ...items.map((one) => one.length)),
  );

  const balancerX = edge + betweenColumns + (outsideItems.length > 0 ? outside.w : 0);
  const places = machineX + machineWidth + edge;
  const rules = placeRules(picture.rules, needed, unfolded, space.page, {
    x: edge,
    y: edge + label,
    w: Math.max(places, Math.min(space.width, MEASURES.widestBand)) - 2 * edge,
  });
  const width = Math.max(places, ...rules.cards.map((card) => card.x + card.w + edge));
  const divider = rules.bottom + 8;
  const top = divider + label + 13;

  const rowsTop =
    shape === 'narrow' && outsideItems.length + balancerItems.length > 0
      ? top + Math.max(heightOf(outsideItems), heightOf(balancerItems)) + 26
      : top;
  const { machines, pods, bottom } = placeMachines(shown, items, {
    x: machineX,
    y: rowsTop,
    w: machineWidth,
    columns,
    podWidth,
    head: MEASURES.machine.head + (space.page === 'column' ? MEASURES.machine.tag : 0),
  });
  const foldedPods = folded.reduce((sum, node) => sum + (podsOf.get(node.name)?.length ?? 0), 0);
  const nodeFolds = placeFolds(folds, folded.length, foldedPods, { x: machineX, y: bottom, w: machineWidth });
  const lowest = Math.max(bottom - MEASURES.machine.gap, ...nodeFolds.map((one) => one.y + one.h));
  const middle = shape === 'narrow' ? null : (top + lowest) / 2;

  const topOf = (boxes: readonly Pick<Rect, 'h'>[]) =>
    middle === null ? top : Math.max(top, middle - heightOf(boxes) / 2);
  const senders = stacked(outsideItems, edge, topOf(outsideItems));
  const balancers = stacked(balancerItems, balancerX, topOf(balancerItems));
  return {
    shape,
    width,
    height:
      Math.max(lowest, ...[...senders, ...balancers].map(({ y, h }) => y + h + MEASURES.stackGap)) + MEASURES.below,
    cards: rules.cards,
    links: rules.links,
    outside: senders,
    balancers,
    machines,
    nodeFolds,
    pods,
    divider,
    channels: { outer: balancerX - 7, inner: machineX - MEASURES.badgeRoom },
    topLane: (shape === 'narrow' ? rowsTop : top) - 3,
  };
}

/** How the places stand: beside each other where there is room, else outside and balancers above the nodes. */
function arrange(space: Space, holds: { readonly outside: boolean; readonly balancers: boolean }, most: number) {
  const { edge, outside, balancer, betweenColumns, gutter, machine, pod, channel } = MEASURES;
  const machineOf = (columns: number, w: number) => machine.side * 2 + columns * w + (columns - 1) * pod.gapX;
  const columnsTried = [6, 5, 4, 3].filter((count) => count <= Math.max(3, most));
  const before = (holds.outside ? outside.w : 0) + (holds.balancers ? betweenColumns + balancer.w : 0);
  const wideX = edge + (before === 0 ? channel : before + gutter);
  const wide = columnsTried.find((columns) => wideX + machineOf(columns, pod.w) + edge <= space.width);
  if (wide !== undefined) {
    const machineWidth = machineOf(wide, pod.w);
    return { shape: 'wide' as const, machineX: wideX, columns: wide, podWidth: pod.w, machineWidth };
  }
  const machineX = edge + channel;
  const room = space.width - machineX - edge;
  const columns = [...columnsTried, 2].find((count) => machineOf(count, pod.w) <= room) ?? 2;
  const podWidth = Math.max(pod.least, Math.min(pod.widest, (room - machineOf(columns, 0)) / columns));
  return { shape: 'narrow' as const, machineX, columns, podWidth, machineWidth: machineOf(columns, podWidth) };
}

function isTight(nodes: readonly PictureNode[], w: number): boolean {
  const stops = Math.max(1, ...nodes.map((node) => node.hooks.length));
  return (w - 2 * MEASURES.machine.side) / stops < MEASURES.stop;
}

function placeFolds(
  folds: FoldedNodes['folds'],
  nodes: number,
  pods: number,
  at: Omit<Rect, 'h'>,
): readonly NodeFoldBox[] {
  const gap = MEASURES.pod.gapX;
  const w = (at.w - (folds.length - 1) * gap) / folds.length;
  return folds.map((fold, index) => {
    const rect = { x: at.x + index * (w + gap), y: at.y, w, h: 44, fold: fold.id };
    switch (fold.kind) {
      case 'more':
        return { ...rect, title: `${nodes} more nodes`, note: `${pods} pods` };
      case 'fewer':
        return { ...rect, title: 'Fewer nodes', note: 'fold them again' };
    }
  });
}

function podsByNode(pods: readonly PicturePod[]): ReadonlyMap<string, readonly PicturePod[]> {
  const result = new Map<string, PicturePod[]>();
  for (const pod of pods) {
    const own = result.get(pod.node);
    if (own) own.push(pod);
    else result.set(pod.node, [pod]);
  }
  return result;
}

function placeMachines(
  nodes: readonly PictureNode[],
  items: readonly (readonly PodItem[])[],
  at: Omit<Rect, 'h'> & { readonly columns: number; readonly podWidth: number; readonly head: number },
) {
  const { machine, pod } = MEASURES;
  const machines: MachineBox[] = [];
  const pods: PodBox[] = [];
  const rail = machine.rail + (isTight(nodes, at.w) ? 12 : 0);
  let y = at.y;
  for (const [index, node] of nodes.entries()) {
    const own = items[index] ?? [];
    const railTop = y + at.head + 4;
    let bottom = railTop + rail;
    for (let start = 0; start < own.length; start += at.columns) {
      const row = own.slice(start, start + at.columns).map((item) => ({ item, rows: podRows(item, at.podWidth) }));
      const podY = bottom + pod.gutter;
      const podH = pod.h + pod.line * (Math.max(...row.map(({ rows }) => rows.length)) - 1);
      for (const [place, { item, rows }] of row.entries()) {
        const x = at.x + machine.side + place * (at.podWidth + pod.gapX);
        const gutterY = podY - pod.gutter / 2;
        pods.push({ item, node: node.name, rows, x, y: podY, w: at.podWidth, h: podH, gutterY });
      }
      bottom = podY + podH;
    }
    const h = bottom + machine.bottom - y;
    machines.push(machineBox(node, { x: at.x, y, w: at.w, h }, railTop));
    y += h + machine.gap;
  }
  return { machines, pods, bottom: y };
}

function machineBox(node: PictureNode, rect: Rect, railTop: number): MachineBox {
  // Names of the first and last stop are wider than their cells on a tight rail.
  const inset = MEASURES.machine.side + (isTight([node], rect.w) ? 10 : 0);
  const left = rect.x + inset;
  const right = rect.x + rect.w - inset;
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
  const known = picture.outside
    .filter((one) => needed.outside.has(one.ip))
    .map((one) => (one.ip === needed.client ? { ...one, title: `client, ${one.title}` } : one));
  const unknown = [...needed.outside]
    .filter((ip) => !picture.outside.some((one) => one.ip === ip))
    .map((ip) => ({ ip, title: ip === needed.client ? 'client' : 'host outside' }));
  return [...known, ...unknown];
}

function balancersShown(picture: Picture, needed: Needed): readonly PictureBalancer[] {
  const touched = picture.balancers.filter((one) => needed.balancers.has(one.service));
  const others = picture.balancers.filter((one) => !touched.includes(one));
  const shown = new Set([...touched, ...others.slice(0, Math.max(0, 3 - touched.length))]);
  return picture.balancers.filter((one) => shown.has(one));
}

/** Of boxes that stand under one another. */
function heightOf(boxes: readonly Pick<Rect, 'h'>[]): number {
  return boxes.reduce((sum, { h }) => sum + h + MEASURES.stackGap, -MEASURES.stackGap);
}

function stacked<Box extends Pick<Rect, 'h'>>(boxes: readonly Box[], x: number, top: number): readonly (Box & Point)[] {
  return boxes.map((box, index) => ({
    ...box,
    x,
    y: top + heightOf(boxes.slice(0, index)) + MEASURES.stackGap,
  }));
}
