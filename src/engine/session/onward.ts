import type { Cluster } from '#cluster';
import { namedServices } from '#diagnose';
import type { ObjectRef } from '#manifests';
import type { FieldPath, Range } from '#source';
import type { Trace } from '#trace';
import type { Onward } from '#view';

/** Whom the pod that got a request is told of, as requests to go on with. */
export function onwardOf(
  { outcome, receiver }: Trace,
  cluster: Cluster,
  locate: (object: ObjectRef, field: FieldPath) => Range | null,
): readonly Onward[] {
  const pod = cluster.podByKey.get(receiver?.pod ?? '');
  if (pod === undefined || outcome.word !== 'delivered' || pod.role !== 'application') return [];
  const { object, path } = pod.template;
  const from = pod.workload?.name ?? pod.name;
  return namedServices(pod, cluster).map(({ host, port, speaks, by, field }) => {
    const target = speaks === 'other' ? `${host}:${port}` : urlOf(speaks, host, port);
    const name = `${from} to ${target}`;
    return {
      from,
      target,
      request: speaks === 'other' ? { name, connect: { to: host, port } } : { name, http: { url: target } },
      by,
      line: locate(object, [...path, 'spec', ...field])?.start.line ?? null,
    };
  });
}

function urlOf(scheme: 'http' | 'https', host: string, port: number): string {
  return `${scheme}://${host}${port === (scheme === 'http' ? 80 : 443) ? '' : `:${port}`}/`;
}
