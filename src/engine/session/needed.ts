import type { Request } from '#document';
import { partsAt } from '#document';
import type { ManifestObject } from '#manifests';
import { refText } from '#manifests';
import { lineStarts } from '#source';
import type { Session } from './session.ts';

/**
 * Shorter manifests that a request perhaps needs no more than, the shortest first: what its run and its other ends name,
 * then all of the namespaces it touches. Whether the run is the same with them has to be asked (`sameRun`).
 */
export function neededManifests(session: Session, request: Request): readonly string[] {
  const named = namesIn(session, request);
  const touched = new Set([...named].map((one) => namespaceIn(one)));
  const { objects } = session.manifests;
  const tiers = [
    objects.filter((one) => isShared(one) || isNamed(one, named)),
    objects.filter((one) => isShared(one) || touched.has(one.ref.namespace)),
  ];
  return tiers.flatMap((kept) => (kept.length < objects.length ? [textOf(session, kept)] : []));
}

/**
 * Whether two sessions let a request, and what its receivers send in turn, come to the same in every hop and with every
 * share. Their names may differ: a name that held a secret draws otherwise, and that is no other run.
 */
export function sameRun(one: Session, other: Session, was: Request, now: Request = was): boolean {
  return runOf(one, was) === runOf(other, called(now, was));
}

function runOf(session: Session, request: Request): string {
  const { trace, odds, steps = [] } = session.ask(request);
  const { hops, outcome } = trace;
  const { possible, unexpanded } = odds;
  return JSON.stringify([
    hops.map(({ key, kind, layer, at, way }) => [key, kind, layer, at, way]),
    outcome.word,
    outcome.response?.status ?? null,
    outcome.stoppedAt,
    possible.map(({ share, members, outcome: { word, response } }) => [share, members, word, response?.status ?? null]),
    unexpanded,
    steps.map(({ path, verdict }) => [path, verdict.good, verdict.sentence]),
  ]);
}

/** The request with the names of another: what is left to chance is drawn by name. */
function called(request: Request, as: Request): Request {
  const then = request.then.map((next, index) => {
    const its = as.then[index];
    return its === undefined ? next : called(next, its);
  });
  return { ...request, name: as.name, then };
}

/**
 * The hop of a request under another name that is the same as one of its run; `null` if there is none, because by that name
 * something else was drawn.
 */
export function sameHop(one: Session, other: Session, was: Request, now: Request, key: string): string | null {
  const { hops } = one.ask(was).trace;
  const at = hops.findIndex((hop) => hop.key === key);
  const hop = hops[at];
  const found = other.ask(now).trace.hops[at];
  if (hop === undefined || found === undefined) return null;
  const what = (it: typeof hop) => JSON.stringify([it.kind, it.layer, it.at, it.way]);
  return what(hop) === what(found) ? found.key : null;
}

/** `Kind/NS/NAME` of every object, and `NS/NAME` of every pod and Service, that stands anywhere in a run or its odds. */
function namesIn(session: Session, request: Request): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value === 'string') {
      if (/^[\w.-]+(?:\/[\w.:-]+){1,2}$/.test(value)) names.add(value);
    } else if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      if ('kind' in value && 'name' in value && typeof value.kind === 'string' && typeof value.name === 'string') {
        const namespace = 'namespace' in value && typeof value.namespace === 'string' ? value.namespace : null;
        names.add([value.kind, namespace, value.name].filter((one) => one !== null).join('/'));
      }
      Object.values(value).forEach(walk);
    }
  };
  const { trace, odds } = session.ask(request);
  walk(trace);
  walk(odds);
  for (const pod of session.cluster.pods)
    if (names.has(pod.key) || names.has(refText(pod.ref))) {
      names.add(pod.key);
      if (pod.workload !== null) names.add(refText(pod.workload));
      names.add(refText(pod.template.object));
    }
  return names;
}

function namespaceIn(name: string): string | null {
  const parts = name.split('/');
  return (parts.length === 3 ? parts[1] : parts[0]) ?? null;
}

/** What a cluster has once, and every way may depend on. */
function isShared({ kind, ref }: ManifestObject): boolean {
  return ref.namespace === null || ref.namespace === 'kube-system' || kind === 'KubeProxyConfiguration';
}

function isNamed({ kind, ref, metadata }: ManifestObject, names: ReadonlySet<string>): boolean {
  const place = `${ref.namespace ?? 'default'}/`;
  if (names.has(refText(ref))) return true;
  if (kind === 'Pod') return names.has(`${place}${ref.name}`);
  if (kind === 'Endpoints') return names.has(`Service/${place}${ref.name}`);
  const service = metadata.labels['kubernetes.io/service-name'];
  if (kind === 'EndpointSlice' && service !== undefined) return names.has(`Service/${place}${service}`);
  return (metadata.ownerReferences ?? []).some((owner) => names.has(`${owner.kind}/${place}${owner.name}`));
}

function textOf(session: Session, kept: readonly ManifestObject[]): string {
  const { text } = session.manifests;
  const starts = lineStarts(text);
  const offsets = kept.flatMap(({ ref }) => {
    const range = session.locate(ref, []);
    return range === null ? [] : [(starts[range.start.line - 1] ?? 0) + range.start.column - 1];
  });
  return partsAt(text, offsets);
}
