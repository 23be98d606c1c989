import type { Cluster } from '#cluster';
import type { Fragment, HopOf } from '#trace';
import { pendingService } from '../pending-cause.ts';
import { code } from './phrase.ts';

/** What `kubectl` shows of a Service of type LoadBalancer without an address, and what works all the same. */
export function whilePending({ decision }: HopOf<'stop'>, cluster: Cluster): readonly Fragment[] {
  const service = pendingService(decision, cluster);
  if (service === null) return [];
  const shown = [' ', code('kubectl get service'), ' shows <pending> as its EXTERNAL-IP.'];
  if (cluster.balancers.has(service.key)) return shown;
  return [...shown, ' Its cluster IP works all the same', ...nodePortsToo(service.ports), '.'];
}

function nodePortsToo(ports: readonly { readonly nodePort: number }[]): readonly Fragment[] {
  const [first] = ports.filter(({ nodePort }) => nodePort !== 0);
  return first === undefined ? [] : [', and so does node port ', code(`${first.nodePort}`), ' of every node'];
}
