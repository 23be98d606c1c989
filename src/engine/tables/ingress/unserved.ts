import type { Cluster } from '#cluster';
import { type IngressObject, refText } from '#manifests';
import { type Problem, problem } from '#source';
import type { ControllerConfiguration, Unserved } from './configuration.ts';

/**
 * One warning for each Ingress that no controller acts on, with the reason of the controller that came nearest: an
 * Ingress alone does nothing and gets no address. Silent while a controller runs whose rules are not known here, as it
 * may be the one. What a controller refuses for other reasons than the class is reported where it is refused.
 */
export function unservedProblems(cluster: Cluster, all: readonly ControllerConfiguration[]): readonly Problem[] {
  if (all.some(({ kind }) => kind === 'unknown')) return [];
  const refusals = all.flatMap((made) => (made.kind === 'nginx' ? [made.unserved] : []));
  return cluster.ingresses.flatMap((ingress) => {
    const reasons = refusals.flatMap((unserved) => unserved.filter((entry) => entry.ingress === ingress));
    if (reasons.length < all.length) return [];
    const [first] = reasons;
    if (first !== undefined && reasons.some(({ reason }) => reason !== 'ClassNotServed')) return [];
    return [notServed(ingress, first, cluster)];
  });
}

function notServed(ingress: IngressObject, refusal: Unserved | undefined, cluster: Cluster): Problem {
  const why =
    refusal === undefined ? 'no ingress controller runs in this cluster' : `${refusal.why}${absent(refusal, cluster)}`;
  return problem(
    'IngressNotServed',
    'warning',
    `Nobody acts on Ingress ${ingress.ref.name}, as ${why}: it gets no address and answers nothing.`,
    { object: refText(ingress.ref), field: refusal?.field ?? ['spec'] },
  );
}

/** That the controller whose the class is does not run here. */
function absent({ owner }: Unserved, { ingressControllers }: Cluster): string {
  if (owner === undefined || ingressControllers.some(({ controller }) => controller === owner.controller)) return '';
  return owner.known === 'byClass'
    ? ', and that controller is not in the manifests'
    : `; the name is usually that of ${owner.controller}, and that controller is not in the manifests`;
}
