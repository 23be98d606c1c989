import type { RequestWay } from '#view';
import type { Layout, MachineBox } from './layout.ts';
import { segmentsOf } from './picture-faults.fixture.ts';
import { type Leg, legsOf } from './position.ts';

type Run = Pick<RequestWay, 'hops' | 'passes'>;

/** Where a way runs through a stop of a rail that its packet never meets, in words. */
export function hookFaultsOf(layout: Layout, run: Run): readonly string[] {
  const legs = legsOf(layout, run);
  return run.passes.flatMap(({ id }) =>
    (['forward', 'reply'] as const).flatMap((way) =>
      layout.machines.flatMap((machine) => {
        const own = legs.filter((leg) => leg.pass === id && leg.way === way);
        const taken = run.hops.findLast((hop) => hop.pass === id && hop.way === 'forward');
        const hops = run.hops.filter(({ pass, at: { place } }) => pass === id && isAt(machine, place));
        const named = new Set<string>(hops.filter((hop) => hop.way === way).map(({ at }) => at.hook));
        // What a node itself answers, its process took at input and sends by output.
        const answers = way === 'reply' && taken !== undefined && isAt(machine, taken.at.place);
        const touched = touchedBy(own, machine);
        const wrong = touched.filter((hook) => !named.has(hook) && !answers && !mayPass(hook, named, machine));
        const missed = [...named].filter(
          (hook) => machine.cells.some((cell) => cell.hook === hook) && !touched.includes(hook),
        );
        return [...wrong.map((hook) => `runs through ${hook}`), ...missed.map((hook) => `misses ${hook}`)].map(
          (fault) => `${id} ${way}: ${fault} of ${machine.node.name}`,
        );
      }),
    ),
  );
}

/** What has nothing to say leaves no hop; but nobody comes by input or output without one, nor by forward where those are. */
function mayPass(hook: string, named: ReadonlySet<string>, { node }: MachineBox): boolean {
  switch (hook) {
    case 'forward':
      return !named.has('input') && !named.has('output');
    case 'prerouting':
      return true;
    case 'postrouting':
      return node.kernel === 'netfilter' || named.has('wire') || !named.has('forward');
    default:
      return false;
  }
}

function isAt({ node }: MachineBox, place: Run['hops'][number]['at']['place']): boolean {
  return place.kind === 'node' && place.node === node.name;
}

function touchedBy(legs: readonly Leg[], { cells, rail }: MachineBox): readonly string[] {
  const segments = legs.flatMap(({ points }) => [
    ...segmentsOf(points),
    ...points.slice(-1).map((at) => [at, at] as const),
  ]);
  return cells
    .filter(({ x }) =>
      segments.some(([a, b]) => a.y === rail.y && b.y === rail.y && Math.min(a.x, b.x) <= x && x <= Math.max(a.x, b.x)),
    )
    .map(({ hook }) => hook);
}
