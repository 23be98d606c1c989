import type { Cluster } from '#cluster';
import type { Fragment, HopOf, Story } from '#trace';
import { chip, code, link } from './phrase.ts';
import { shell } from './shell.ts';

/** Which node a load balancer picked, and what became of the client's address. */
export function explainBalance(hop: HopOf<'balance'>, cluster: Cluster): Story {
  const { service, chosen, among, balancer } = hop.decision;
  const [node = chosen] = chosen.split(' ');
  return {
    chip: chip(among > 1 ? `picks ${node}, 1 of ${among}` : `picks ${node}`),
    title: ['The load balancer of ', link(service), ' picks ', code(chosen)],
    detail: [...candidates(hop, cluster), ...connection(hop), ` Kind of balancer: ${balancer}.`],
    commands: [
      shell`kubectl get service -n ${service.namespace ?? 'default'} ${service.name} -o wide`,
      'kubectl get nodes -L node.kubernetes.io/exclude-from-external-load-balancers',
    ],
  };
}

function candidates({ decision }: HopOf<'balance'>, cluster: Cluster): readonly Fragment[] {
  const { service, among } = decision;
  const policy = cluster.serviceByKey.get(`${service.namespace}/${service.name}`)?.spec.externalTrafficPolicy;
  const nodes = among === 1 ? 'One node was fit' : `${among} nodes were fit`;
  return policy === 'Local'
    ? [`${nodes}: externalTrafficPolicy Local leaves those with a ready endpoint. `]
    : [`${nodes}: with externalTrafficPolicy Cluster any node will do. `];
}

function connection(hop: HopOf<'balance'>): readonly Fragment[] {
  const { balancer, opensOwnConnection } = hop.decision;
  if (opensOwnConnection && hop.after !== null) {
    const own = [
      'It opens a connection of its own from ',
      code(hop.after.src),
      ', so the client’s address is lost here',
    ];
    return [
      ...own,
      balancer === 'cloud' ? '. Assumed of it: a balancer that passes packets through keeps the address.' : '.',
    ];
  }
  return hop.after?.dst === hop.before?.dst
    ? ['The packet stays as it is: the node sees the client and the balancer’s address.']
    : ['The client’s address is kept.'];
}
