import type { IngressObject } from '#manifests';
import { keyOf } from '#manifests';
import type { Ip } from '#net';
import { parseIp } from '#net';
import type { FieldPath, Problem } from '#source';
import { problem } from '#source';
import { ageOrder } from '../age.ts';
import type { Controller, Draft } from '../draft.ts';
import { controllerOfIngress } from '../ingress-classes.ts';
import type { Assumption } from '../origin.ts';
import type { ExternalWorld } from '../settings-model.ts';
import { publishedAddresses } from '../published-addresses.ts';

const DEFAULT_TTL = 300;

/**
 * What is known outside: the scenario's names, records and hosts, the names of balancers, and the hosts of served Ingresses, each pointing at the
 * address of the oldest Ingress that has it (as ExternalDNS would set it, or somebody by hand).
 */
export const externalWorld: Controller = {
  name: 'external-world',
  run(draft) {
    const problems: Problem[] = [];
    const external = { ...statedWorld(draft, problems), served: servedHosts(draft) };
    const assumptions = [...external.served].map(
      ([host, { address, object }]): Assumption => ({
        key: `name:${host}`,
        object,
        sentence: `The name ${host} points at ${address}, the address of ${object.kind} ${object.namespace ?? ''}/${object.name}.`,
        change: 'Set cluster.external.names.',
        setting: 'external',
      }),
    );
    return {
      ...draft,
      external,
      assumptions: [...draft.assumptions, ...assumptions],
      problems: [...draft.problems, ...problems],
    };
  },
};

export const NO_WORLD: ExternalWorld = {
  names: new Map(),
  records: [],
  hosts: new Map(),
  served: new Map(),
  natGateway: null,
};

function statedWorld({ input }: Draft, problems: Problem[]): Omit<ExternalWorld, 'served'> {
  const { names = {}, records = [], hosts = [] } = input.external ?? {};
  const address = (text: string, where: string): readonly Ip[] => {
    const parsed = parseIp(text);
    if (parsed !== null) return [parsed];
    problems.push(problem('NotAnAddress', 'error', `cluster.external.${where}: "${text}" is no address.`));
    return [];
  };
  return {
    names: new Map(
      Object.entries(names).map(([name, ips]) => [plainName(name), ips.flatMap((ip) => address(ip, 'names'))]),
    ),
    records: records.map(({ name, type, data, ttl }) => ({
      name: plainName(name),
      type: type.toUpperCase(),
      data,
      ttl: ttl ?? DEFAULT_TTL,
    })),
    hosts: new Map(hosts.flatMap(({ ip, ports }) => address(ip, 'hosts').map((found) => [found, ports] as const))),
    natGateway:
      input.external?.natGateway === undefined ? null : (address(input.external.natGateway, 'natGateway')[0] ?? null),
  };
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

function servedHosts(draft: Draft): ExternalWorld['served'] {
  const served = new Map(balancerNames(draft));
  for (const ingress of ageOrder(draft.written.ingresses)) {
    const hosts = ingress.rules.flatMap(({ host }, index) => {
      const name = plainName(host);
      return name === '' || served.has(name) ? [] : [{ name, field: ['spec', 'rules', index, 'host'] }];
    });
    const [address] = hosts.length === 0 ? [] : ingressAddresses(draft, ingress);
    if (address === undefined) continue;
    for (const { name, field } of hosts)
      if (!served.has(name)) served.set(name, { address, object: ingress.ref, field });
  }
  return served;
}

/** The names that a provider gave to balancers (`status.loadBalancer.ingress[].hostname`), in the provider's own public zone. */
function balancerNames({ services, written }: Draft): ExternalWorld['served'] {
  const statuses = new Map(written.services.map((object) => [keyOf(object.ref), object.loadBalancer]));
  return new Map(
    services.flatMap(({ ref, key, loadBalancer }) => {
      const address = loadBalancer.find(({ ip }) => ip !== null)?.ip ?? null;
      if (address === null) return [];
      return loadBalancer.flatMap(({ hostname }) => {
        const index = statuses.get(key)?.findIndex((one) => one.hostname === hostname) ?? 0;
        const field: FieldPath = ['status', 'loadBalancer', 'ingress', index, 'hostname'];
        return hostname === null ? [] : [[plainName(hostname), { address, object: ref, field }] as const];
      });
    }),
  );
}

type IngressView = Pick<Draft, 'ingressClasses' | 'ingressControllers' | 'services' | 'pods' | 'nodes'>;

/**
 * Where the hosts of an Ingress are served: at the addresses of its status as written, else at its controller's balancer
 * (whoever sets the name by hand takes the one that answers, whether or not the controller publishes it), else as the
 * controller publishes. One that nobody serves has none.
 */
function ingressAddresses(cluster: IngressView, ingress: IngressObject): readonly Ip[] {
  const written = ingress.loadBalancer.flatMap(({ ip }) => parseIp(ip ?? '') ?? []);
  if (written.length > 0) return written;
  const controller = controllerOfIngress(cluster, ingress);
  if (controller === null) return [];
  const balancer = cluster.services.find(({ key, spec }) => key === controller.service && spec.type === 'LoadBalancer');
  const balanced = balancer?.loadBalancer.flatMap(({ ip }) => ip ?? []) ?? [];
  const published = publishedAddresses(cluster, controller).flatMap((text) => parseIp(text) ?? []);
  return controller.flags['publish-status-address'] === undefined && balanced.length > 0 ? balanced : published;
}
