import type { Cluster } from '#cluster';
import type { Fragment, HopOf } from '#trace';
import { code } from './phrase.ts';

/** Why a Service of type LoadBalancer has no address yet: nobody answers, or whoever does has none to give. */
export function whyPending({ decision }: HopOf<'stop'>, cluster: Cluster): readonly Fragment[] {
  const [ref] = decision.objects;
  if (decision.reason !== 'NoAddress' || ref?.kind !== 'Service') return [];
  const key = `${ref.namespace}/${ref.name}`;
  const service = cluster.serviceByKey.get(key);
  if (service?.spec.type !== 'LoadBalancer') return [];
  const balancer = cluster.balancers.get(key);
  const shown = [' ', code('kubectl get service'), ' shows <pending> as its EXTERNAL-IP.'];
  if (balancer !== undefined) return [` ${balancer.name} has no address for it.`, ...shown];
  const told = cluster.problems.find(({ code: of, object }) => of === 'NobodyBalances' && object === `Service/${key}`);
  const why =
    told?.sentence ??
    'Type LoadBalancer is a wish, and nobody in this cluster grants it: no cloud controller, no MetalLB.';
  return [` ${why}`, ...shown, ' Its cluster IP works all the same', ...nodePortsToo(service.ports), '.'];
}

function nodePortsToo(ports: readonly { readonly nodePort: number }[]): readonly Fragment[] {
  const [first] = ports.filter(({ nodePort }) => nodePort !== 0);
  return first === undefined ? [] : [', and so does node port ', code(`${first.nodePort}`), ' of every node'];
}
