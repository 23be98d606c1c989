import { buildCluster } from '#cluster';
import { isScenario, parseRef, readScenario } from '#document';
import { loadManifests } from '#manifests';
import { createTables } from '#tables';
import type { Hop, Odds, Trace } from '#trace';
import { follow } from '../walk/follow.ts';
import { spread } from '../walk/spread.ts';

/** Every request of a scenario by name: the way one run took, and all the ways there are. */
export interface Walked {
  readonly trace: Trace;
  readonly odds: Odds;
}

export function walked(text: string): ReadonlyMap<string, Walked> {
  if (!isScenario(text)) throw new Error('the fixture wants a scenario');
  const { scenario, problems } = readScenario(text);
  if (problems.length > 0) throw new Error(problems.map(({ sentence }) => sentence).join('; '));
  const { objects } = loadManifests(scenario.manifests);
  const cluster = buildCluster({ manifests: objects, settings: scenario.cluster, faults: scenario.faults });
  const world = { cluster, tables: createTables(cluster) };
  const given = { parseRef, from: null };
  return new Map(
    scenario.requests.map((request) => [
      request.name,
      { trace: follow(world, request, given).trace, odds: spread(world, request, given) },
    ]),
  );
}

/** `send client`, `translate left prerouting`: what happened where; policy's hops are left out. */
export function steps(hops: readonly Hop[]): readonly string[] {
  return hops
    .filter(({ kind }) => kind !== 'judge')
    .map((hop) => `${hop.way === 'reply' ? '< ' : ''}${hop.kind} ${placed(hop)}`);
}

function placed({ at }: Hop): string {
  switch (at.place.kind) {
    case 'node':
      return `${at.place.node} ${at.hook}`;
    case 'pod':
      return at.place.pod;
    case 'outside':
      return at.place.ip;
    case 'balancer':
      return 'balancer';
  }
}
