import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Location, Picture } from '#view';
import { labelsOf } from './labels.ts';
import { layOut, type Layout, type Space } from './layout.ts';
import type { Point, Rect } from './measures.ts';
import type { Needed } from './needed.ts';
import { cardOf, nodeOf, podOf } from './picture.fixture.ts';
import { route, stopAt } from './route.ts';
import { type Take, trackAt } from './tracks.ts';
import { coverable } from './coverable.ts';
import { placeTag } from './tag-place.ts';

/** A picture of some nodes with pods, cards and balancers, and locations in it that a packet visits. */
const randomJourney: fc.Arbitrary<{ readonly picture: Picture; readonly visits: readonly Location[] }> = fc
  .record({
    nodes: fc.integer({ min: 1, max: 4 }),
    pods: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 14 }),
    services: fc.integer({ min: 0, max: 9 }),
    balancers: fc.integer({ min: 0, max: 2 }),
    steps: fc.array(fc.record({ kind: fc.integer({ min: 0, max: 3 }), pick: fc.nat(), hook: fc.nat() }), {
      minLength: 2,
      maxLength: 12,
    }),
  })
  .map(({ nodes, pods, services, balancers, steps }) => {
    const names = Array.from({ length: nodes }, (_, index) => `node-${index}`);
    const nodeAt = (index: number) => names[index % nodes] ?? 'node-0';
    const picture: Picture = {
      nodes: names.map(nodeOf),
      pods: pods.map((node, index) => podOf(`pod-${index}`, nodeAt(node), `Deployment/shop/w${index % 4}`)),
      rules: [
        cardOf('Ingress', 'entry', ['Service/shop/s0']),
        ...Array.from({ length: services }, (_, index) => cardOf('Service', `s${index}`)),
      ],
      balancers: Array.from({ length: balancers }, (_, index) => ({
        service: `shop/b${index}`,
        title: `b${index}`,
        balancer: 'Cloud balancer',
        address: '198.51.100.1',
        note: '',
        state: 'stands' as const,
      })),
      outside: [{ ip: '203.0.113.7', title: 'client' }],
    };
    const visits = steps.map(({ kind, pick, hook }): Location => {
      if (kind === 0) return { place: { kind: 'outside', ip: ipOf('203.0.113.7') }, hook: 'send' };
      if (kind === 1 && balancers > 0) {
        return { place: { kind: 'balancer', service: `shop/b${pick % balancers}` }, hook: 'balancer' };
      }
      if (kind === 2) return { place: { kind: 'pod', pod: `shop/pod-${pick % pods.length}` }, hook: 'receive' };
      const hooks = ['prerouting', 'input', 'forward', 'output', 'postrouting', 'wire'] as const;
      return { place: { kind: 'node', node: nodeAt(pick) }, hook: hooks[hook % hooks.length] ?? 'forward' };
    });
    return { picture, visits };
  });

type Ip = Extract<Location['place'], { readonly kind: 'outside' }>['ip'];

function ipOf(text: string): Ip {
  return text as Ip;
}

const SPACES = {
  wide: { width: 800, page: 'columns' },
  narrow: { width: 600, page: 'columns' },
  phone: { width: 390, page: 'column' },
  'very narrow': { width: 310, page: 'column' },
} as const satisfies Record<string, Space>;
type Shape = keyof typeof SPACES;
const shapes: readonly Shape[] = ['wide', 'narrow', 'phone', 'very narrow'];

describe.each(shapes)('the way through a %s picture', (shape) => {
  it('runs orthogonally from stop to stop', () => {
    each(shape, (_, points, from, to) => {
      expect(points[0]).toEqual(from);
      expect(points.at(-1)).toEqual(to);
      for (const [a, b] of segments(points)) expect(a.x === b.x || a.y === b.y).toBe(true);
    });
  });

  it('is no line where the packet stays', () => {
    each(shape, (_, points, from, to) => {
      expect(points.length === 1).toBe(from.x === to.x && from.y === to.y);
    });
  });

  it('never runs over a box or a label', () => {
    each(shape, (layout, points, from, to) => {
      for (const rect of forbidden(layout, [from, to])) {
        for (const segment of segments(points)) expect(crosses(segment, rect)).toBe(false);
      }
    });
  });

  it('goes no farther up or down than its ends and the balancers beside them reach', () => {
    each(shape, (layout, points, from, to) => {
      const isOutside = ({ x }: Point) => layout.outside.some((box) => x === box.x + box.w);
      if (layout.shape === 'narrow' || (!isOutside(from) && !isOutside(to))) return;
      const machines = layout.machines.filter((box) => [from, to].some((end) => isIn(end, box)));
      const ends: readonly Span[] = [from, to].map(({ y }) => ({ y, h: 0 }));
      const reached = spanOf([...ends, ...machines]);
      const beside = layout.balancers.filter(({ y, h }) => y < reached.y + reached.h + 8 && reached.y < y + h + 8);
      const whole = spanOf([reached, ...beside]);
      for (const { y } of points) {
        expect(y).toBeGreaterThanOrEqual(whole.y - CHANNEL);
        expect(y).toBeLessThanOrEqual(whole.y + whole.h + CHANNEL);
      }
    });
  });

  it('stays inside the picture', () => {
    each(shape, (layout, points) => {
      for (const { x, y } of points) {
        expect(x >= 0 && x <= layout.width && y >= layout.divider && y <= layout.height).toBe(true);
      }
    });
  });
});

describe.each(shapes)('the tag at the packet in a %s picture', (shape) => {
  it('covers no box and no name', () => {
    each(
      shape,
      (layout, _, __, at) => {
        const tag = { w: 150, h: 20 };
        const everything = { x: 0, y: 0, w: layout.width, h: layout.height };
        const offset = placeTag(at, tag, { solid: coverable(layout), borders: [], lines: [], seen: everything });
        const rect = { x: at.x + offset.x, y: at.y + offset.y, ...tag };
        expect(coverable(layout).filter((box) => overlap(rect, box))).toEqual([]);
      },
      40,
    );
  });
});

function each(
  shape: Shape,
  check: (layout: Layout, points: readonly Point[], from: Point, to: Point) => void,
  runs = 300,
): void {
  fc.assert(
    fc.property(randomJourney, ({ picture, visits }) => {
      const layout = layOut(picture, needed(visits), new Set(), SPACES[shape]);
      for (const [index, visit] of visits.entries()) {
        const before = visits[index - 1];
        const take: Take = (channel) => trackAt(channel, index);
        const from = before && stopAt(layout, before, take);
        const to = stopAt(layout, visit, take);
        if (from && to) check(layout, route(layout, from, to, take), from.at, to.at);
      }
    }),
    { numRuns: runs },
  );
}

/** What the tracks of a row take beside a box. */
const CHANNEL = 16;

type Span = Pick<Rect, 'y' | 'h'>;

function spanOf(spans: readonly Span[]): Span {
  const y = Math.min(...spans.map((span) => span.y));
  return { y, h: Math.max(...spans.map((span) => span.y + span.h)) - y };
}

function isIn({ x, y }: Point, box: Rect): boolean {
  return x >= box.x && x <= box.x + box.w && y >= box.y && y <= box.y + box.h;
}

function needed(visits: readonly Location[]): Needed {
  return {
    nodes: new Set(),
    pods: new Set(visits.flatMap(({ place }) => (place.kind === 'pod' ? [place.pod] : []))),
    namespaces: new Set(),
    rules: new Set(),
    outside: new Set(['203.0.113.7']),
    balancers: new Set(),
    client: null,
  };
}

function segments(points: readonly Point[]): readonly (readonly [Point, Point])[] {
  return points.slice(1).flatMap((point, index) => {
    const before = points[index];
    return before ? [[before, point] as const] : [];
  });
}

/** Boxes, and the strip of names under each rail and at the top of each node. A balancer is passed behind its own box. */
function forbidden(layout: Layout, ends: readonly Point[]): readonly Rect[] {
  return [
    ...layout.pods,
    ...layout.outside,
    ...layout.balancers.filter((box) => !ends.some(({ x, y }) => x === box.x + box.w && y === box.y + box.h / 2)),
    ...labelsOf(layout),
  ];
}

function crosses([a, b]: readonly [Point, Point], { x, y, w, h }: Rect): boolean {
  return Math.max(a.x, b.x) > x && Math.min(a.x, b.x) < x + w && Math.max(a.y, b.y) > y && Math.min(a.y, b.y) < y + h;
}

const nothing = needed([]);
const none: ReadonlySet<string> = new Set();

describe('where things stand', () => {
  it('draws nothing over anything', () => {
    fc.assert(
      fc.property(randomJourney, fc.constantFrom(...shapes), ({ picture }, shape) => {
        const layout = layOut(picture, nothing, none, SPACES[shape]);
        const boxes: readonly Rect[] = [...layout.cards, ...layout.outside, ...layout.balancers, ...layout.pods];
        for (const [index, a] of boxes.entries()) {
          for (const b of boxes.slice(index + 1)) expect(overlap(a, b)).toBe(false);
          expect(a.x >= 0 && a.x + a.w <= layout.width && a.y + a.h <= layout.height).toBe(true);
        }
      }),
    );
  });

  it('moves nothing when a pod is added at the end', () => {
    fc.assert(
      fc.property(randomJourney, ({ picture }) => {
        const more: Picture = { ...picture, pods: [...picture.pods, podOf('new', 'node-0', null)] };
        const [a, b] = [layOut(picture, nothing, none, SPACES.wide), layOut(more, nothing, none, SPACES.wide)];
        if (a.width !== b.width) return;
        const first = (layout: typeof a) =>
          layout.pods
            .filter((box) => box.node === 'node-0' && box.item.id !== 'pod:shop/new')
            .map(({ x, y }) => [x, y]);
        expect(first(b)).toEqual(first(a));
      }),
    );
  });
});

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
