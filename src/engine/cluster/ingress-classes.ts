import type { IngressClassObject, IngressObject } from '#manifests';
import type { Cluster, IngressController } from './model.ts';

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

type Classes = Pick<Cluster, 'ingressClasses'>;

/**
 * The default IngressClass. Where several are marked, the API server takes the youngest, of equals the first by name
 * (plugin/pkg/admission/network/defaultingressclass).
 */
export function defaultIngressClass({ ingressClasses }: Classes): string | null {
  const marked = [...ingressClasses.values()].filter(({ isDefault }) => isDefault);
  const born = (object: IngressClassObject | null): string => object?.metadata.creationTimestamp ?? '';
  marked.sort((a, b) => {
    if (born(a.object) !== born(b.object)) return born(a.object) > born(b.object) ? -1 : 1;
    return a.name < b.name ? -1 : 1;
  });
  return marked[0]?.name ?? null;
}

/** Class of an Ingress as the API server stores it: written, else the default one, unless the old annotation stands there. */
export function effectiveIngressClass(cluster: Classes, ingress: IngressObject): string | null {
  if (ingress.ingressClassName !== undefined) return ingress.ingressClassName;
  if (ingress.metadata.annotations[CLASS_ANNOTATION] !== undefined) return null;
  return defaultIngressClass(cluster);
}

/**
 * The first controller that takes an Ingress by its class: the class's controller; or the annotation equal to
 * `--ingress-class`; or neither, with `--watch-ingress-without-class` (semantics of ingress-nginx, and near enough for others).
 */
export function controllerOfIngress(
  cluster: Classes & { readonly ingressControllers: readonly IngressController[] },
  ingress: IngressObject,
): IngressController | null {
  const name = effectiveIngressClass(cluster, ingress);
  const found = name === null ? undefined : cluster.ingressClasses.get(name);
  const annotation = ingress.metadata.annotations[CLASS_ANNOTATION];
  return (
    cluster.ingressControllers.find(({ controller, flags }) => {
      const own = flags['ingress-class'] ?? 'nginx';
      const watched = flags['watch-namespace'] ?? '';
      if (watched !== '' && watched !== ingress.ref.namespace) return false;
      if (name !== null)
        return found?.controller === controller || (isOn(flags['ingress-class-by-name']) && name === own);
      if (annotation !== undefined && annotation !== '') return annotation === own;
      return isOn(flags['watch-ingress-without-class']);
    }) ?? null
  );
}

function isOn(flag: string | undefined): boolean {
  return flag === 'true' || flag === '1' || flag === 't';
}
