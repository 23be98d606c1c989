import type { Cluster } from '#cluster';
import type { IngressObject } from '#manifests';
import { keyOf } from '#manifests';
import type { Unserved } from './configuration.ts';
import type { ControllerSettings } from './settings.ts';

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

/**
 * The Ingresses that a controller takes by their class, oldest first, and the others with the reason. The class named
 * by `ingressClassName` decides; else the older annotation; else the default class, which the API server fills in.
 */
export function ingressesOf(
  cluster: Cluster,
  settings: ControllerSettings,
): { readonly served: readonly IngressObject[]; readonly unserved: readonly Unserved[] } {
  const served: IngressObject[] = [];
  const unserved: Unserved[] = [];
  for (const ingress of cluster.ingresses) {
    const refusal = refusalOf(ingress, cluster, settings);
    if (refusal === null) served.push(ingress);
    else unserved.push(refusal);
  }
  return { served: byAge(served), unserved };
}

/**
 * Creation time first, ties by `namespace/name` descending (controller/store.go). Objects without one come last, in the
 * order of the text: what is pasted below a dump is new.
 */
export function byAge(ingresses: readonly IngressObject[]): readonly IngressObject[] {
  return [...ingresses].sort((a, b) => {
    const [first, second] = [a.metadata.creationTimestamp, b.metadata.creationTimestamp];
    if (first === undefined || second === undefined) {
      if (first === second) return a.order - b.order;
      return first === undefined ? 1 : -1;
    }
    if (first !== second) return first < second ? -1 : 1;
    return keyOf(a.ref) > keyOf(b.ref) ? -1 : 1;
  });
}

/** Class of an Ingress as the API server stores it: the default class where neither field nor annotation names one. */
function effectiveClass(ingress: IngressObject, cluster: Cluster): string | null {
  if (ingress.ingressClassName !== undefined) return ingress.ingressClassName;
  if (ingress.metadata.annotations[CLASS_ANNOTATION] !== undefined) return null;
  return [...cluster.ingressClasses.values()].find(({ isDefault }) => isDefault)?.name ?? null;
}

function refusalOf(ingress: IngressObject, cluster: Cluster, settings: ControllerSettings): Unserved | null {
  const refuse = (why: string, ...field: readonly string[]): Unserved => ({
    ingress,
    why,
    field,
    reason: 'ClassNotServed',
  });
  if (settings.watchNamespace !== '' && ingress.ref.namespace !== settings.watchNamespace)
    return refuse(`the controller watches namespace ${settings.watchNamespace} only`, 'metadata', 'namespace');
  const name = effectiveClass(ingress, cluster);
  if (name !== null) {
    const found = cluster.ingressClasses.get(name);
    if (found?.controller === settings.controllerClass) return null;
    if (found !== undefined && settings.classByName && name === settings.ingressClass) return null;
    return found === undefined
      ? refuse(`there is no IngressClass ${name}`, 'spec', 'ingressClassName')
      : refuse(`class ${name} belongs to ${found.controller}`, 'spec', 'ingressClassName');
  }
  const annotated = ingress.metadata.annotations[CLASS_ANNOTATION];
  if (annotated !== undefined && annotated !== '') {
    return annotated === settings.ingressClass
      ? null
      : refuse(`its annotation names class ${annotated}`, 'metadata', 'annotations', CLASS_ANNOTATION);
  }
  return settings.withoutClass ? null : refuse('it names no class, and no class is the default', 'spec');
}
