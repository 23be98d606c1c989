import type { ClassRefusal, Cluster, IngressController } from '#cluster';
import { ageOrder, CLASS_ANNOTATION, classRefusal, usualController } from '#cluster';
import type { IngressObject } from '#manifests';
import type { Unserved } from './configuration.ts';

/** The Ingresses that a controller takes by their class, oldest first, and the others with the reason. */
export function ingressesOf(
  cluster: Cluster,
  controller: IngressController,
): { readonly served: readonly IngressObject[]; readonly unserved: readonly Unserved[] } {
  const served: IngressObject[] = [];
  const unserved: Unserved[] = [];
  for (const ingress of cluster.ingresses) {
    const refusal = classRefusal(cluster, controller, ingress);
    if (refusal === null) served.push(ingress);
    else unserved.push({ ingress, reason: 'ClassNotServed', ...placed(refusal) });
  }
  return { served: ageOrder(served), unserved };
}

/** The refusal as a sentence, and the field of the Ingress that it rests on. */
function placed(refusal: ClassRefusal): Pick<Unserved, 'why' | 'field' | 'owner'> {
  switch (refusal.kind) {
    case 'OtherNamespace':
      return { why: `the controller watches namespace ${refusal.watched} only`, field: ['metadata', 'namespace'] };
    case 'DefaultBackend':
      return { why: 'the controller takes no Ingress with a default backend', field: ['spec', 'defaultBackend'] };
    case 'NoSuchClass':
      return {
        why: `there is no IngressClass ${refusal.name}`,
        field: ['spec', 'ingressClassName'],
        ...usualOwner(refusal.name),
      };
    case 'OtherController':
      return {
        why: `class ${refusal.name} belongs to ${refusal.controller}`,
        field: ['spec', 'ingressClassName'],
        owner: { controller: refusal.controller, known: 'byClass' },
      };
    case 'OtherAnnotation':
      return {
        why: `its annotation names class ${refusal.name}`,
        field: ['metadata', 'annotations', CLASS_ANNOTATION],
        ...usualOwner(refusal.name),
      };
    case 'NoClass':
      return { why: 'it names no class, and no class is the default', field: ['spec'] };
  }
}

function usualOwner(className: string): Pick<Unserved, 'owner'> {
  const controller = usualController(className);
  return controller === null ? {} : { owner: { controller, known: 'byName' } };
}
