import type { Assumption, Cluster, Evidence } from '#cluster';
import { refText } from '#manifests';
import type { Problem } from '#source';
import type { Hop } from '#trace';
import type { World } from '../flow.ts';

/** What was filled in and this run rests on: every assumption about an object or setting that a hop gives as evidence. */
export function assumedIn(hops: readonly Hop[], cluster: Cluster): readonly Assumption[] {
  const settings = new Set<string>();
  const objects = new Set<string>();
  for (const hop of hops) for (const evidence of hop.because) collect(evidence, settings, objects);
  return cluster.assumptions.filter(
    ({ setting, object }) => (setting !== null && settings.has(setting)) || objects.has(refText(object)),
  );
}

function collect({ object, origin }: Evidence, settings: Set<string>, objects: Set<string>): void {
  if (origin.kind === 'default') settings.add(origin.setting);
  objects.add(refText(object));
  if (origin.kind === 'derived') for (const from of origin.from) collect(from, settings, objects);
}

/** Problems of the cluster and of its controllers that say something is not modelled, where the run touches the object concerned. */
export function unsupportedIn(hops: readonly Hop[], { cluster, tables }: World): readonly Problem[] {
  const touched = new Set(hops.flatMap(({ because }) => because.map(({ object }) => refText(object))));
  return [...cluster.problems, ...tables.ingress.problems()].filter(
    ({ code, object }) => code.startsWith('NotModelled') && object !== null && touched.has(object),
  );
}
