import type { IngressClassObject, IngressObject } from '#manifests';
import { isFlagOn } from './go-boolean.ts';
import type { Cluster, IngressController } from './model.ts';

export const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

type Classes = Pick<Cluster, 'ingressClasses'>;

/**
 * The default IngressClass. Where several are marked, the API server takes the youngest, of equals the first by name
 * (plugin/pkg/admission/network/defaultingressclass).
 */
function defaultIngressClass({ ingressClasses }: Classes): string | null {
  const marked = [...ingressClasses.values()].filter(({ isDefault }) => isDefault);
  const born = (object: IngressClassObject | null): string => object?.metadata.creationTimestamp ?? '';
  marked.sort((a, b) => {
    if (born(a.object) !== born(b.object)) return born(a.object) > born(b.object) ? -1 : 1;
    return a.name < b.name ? -1 : 1;
  });
  return marked[0]?.name ?? null;
}

/** Class of an Ingress as the API server stores it: written, else the default one, unless the old annotation stands there. */
function effectiveIngressClass(cluster: Classes, ingress: IngressObject): string | null {
  if (ingress.ingressClassName !== undefined) return ingress.ingressClassName;
  if (ingress.metadata.annotations[CLASS_ANNOTATION] !== undefined) return null;
  return defaultIngressClass(cluster);
}

/** Why a controller leaves an Ingress alone. */
export type ClassRefusal =
  | { readonly kind: 'OtherNamespace'; readonly watched: string }
  | { readonly kind: 'DefaultBackend' }
  | { readonly kind: 'NoSuchClass'; readonly name: string }
  | { readonly kind: 'OtherController'; readonly name: string; readonly controller: string }
  | { readonly kind: 'OtherAnnotation'; readonly name: string }
  | { readonly kind: 'NoClass' };

/**
 * Whether a controller takes an Ingress by its class, and why not; `null` if it does. The IngressClass decides; else the
 * annotation, equal to `--ingress-class`; or neither, with `--watch-ingress-without-class` (ingress-nginx
 * controller/store.go, and near enough for others).
 */
export function classRefusal(
  cluster: Classes,
  { controller, flags }: Pick<IngressController, 'controller' | 'flags'>,
  ingress: IngressObject,
): ClassRefusal | null {
  const watched = flags['watch-namespace'] ?? '';
  if (watched !== '' && watched !== ingress.ref.namespace) return { kind: 'OtherNamespace', watched };
  if (isFlagOn(flags['disable-catch-all'], 'off') && ingress.defaultBackend !== undefined)
    return { kind: 'DefaultBackend' };
  const own = flags['ingress-class'] ?? 'nginx';
  const name = effectiveIngressClass(cluster, ingress);
  if (name !== null) {
    const found = cluster.ingressClasses.get(name);
    if (found === undefined) return { kind: 'NoSuchClass', name };
    if (found.controller === controller || (isFlagOn(flags['ingress-class-by-name'], 'off') && name === own))
      return null;
    return { kind: 'OtherController', name, controller: found.controller };
  }
  const annotation = ingress.metadata.annotations[CLASS_ANNOTATION];
  if (annotation !== undefined && annotation !== '')
    return annotation === own ? null : { kind: 'OtherAnnotation', name: annotation };
  return isFlagOn(flags['watch-ingress-without-class'], 'off') ? null : { kind: 'NoClass' };
}

/** The first controller that takes an Ingress by its class. */
export function controllerOfIngress(
  cluster: Classes & { readonly ingressControllers: readonly IngressController[] },
  ingress: IngressObject,
): IngressController | null {
  return cluster.ingressControllers.find((controller) => classRefusal(cluster, controller, ingress) === null) ?? null;
}
