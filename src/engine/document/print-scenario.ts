import type { Json } from '#source';
import { printBlock, printYaml } from './print-yaml.ts';
import { printRef } from './ref.ts';
import type { ClusterInput, Fault, Request, Scenario } from './scenario.ts';

/** Fields that are left out of the text where they are `undefined`. */
type Loose = { readonly [key: string]: Loose | readonly Loose[] | Json | undefined };

/**
 * A scenario as text in one form: keys in the order of SCENARIO, nothing that says what is so anyway, manifests as a
 * literal block. Reading it gives the same scenario again.
 */
export function printScenario(scenario: Scenario): string {
  const before = {
    hopscope: scenario.hopscope,
    title: scenario.title === '' ? undefined : scenario.title,
    description: scenario.description === '' ? undefined : scenario.description,
    cluster: Object.keys(scenario.cluster).length === 0 ? undefined : shorten(scenario.cluster),
    manifestFiles: some(scenario.manifestFiles),
  };
  const after = {
    faults: some(scenario.faults.map(faultFields)),
    requests: some(scenario.requests.map(requestFields)),
    reachability: some(scenario.reachability.map(withoutPath)),
    objects: some(
      scenario.objects.map(({ ref, conditions, addresses, attachedRoutes }) => ({
        ref,
        conditions: some(conditions),
        addresses: addresses ?? undefined,
        attachedRoutes: attachedRoutes ?? undefined,
      })),
    ),
    commands: some(
      scenario.commands.map(({ on, run, contains, absent }) => ({
        on: on ?? undefined,
        run,
        expect: { contains: some(contains), absent: some(absent) },
      })),
    ),
  };
  const manifests = scenario.manifests === '' ? '' : printBlock('manifests', scenario.manifests);
  return `${print(before)}${manifests}${print(after)}`;
}

/** One request as it stands in a scenario, for adding it to a text. */
export function requestFields(request: Request): Json {
  const { name, from, sends, via, count, sameConnection, then, expect } = request;
  return plain({
    name,
    from: from === null ? undefined : printRef(from),
    via: via ?? undefined,
    [sends.kind]: sentFields(sends),
    count: count === 1 ? undefined : count,
    sameConnection: sameConnection ? true : undefined,
    then: some(then.map(requestFields)),
    expect: expect === null ? undefined : plain(expect),
  });
}

/** The lines of one request, as an entry of a scenario's list. */
export function printRequest(request: Request): string {
  return printYaml([requestFields(request)]);
}

function sentFields(sends: Request['sends']): Json {
  switch (sends.kind) {
    case 'http':
      return plain(sends.http);
    case 'grpc':
      return plain(sends.grpc);
    case 'connect':
      return plain(sends.connect);
    case 'dns':
      return plain(sends.dns);
  }
}

function faultFields({ type, target, to, endpoints, mtu, port }: Fault): Loose {
  return {
    type,
    target: target === null ? undefined : printRef(target),
    to: to === null ? undefined : printRef(to),
    endpoints: some(endpoints),
    mtu: mtu ?? undefined,
    port: port ?? undefined,
  };
}

/** An object with only its main word becomes the word. */
function shorten(cluster: ClusterInput): Loose {
  const { serviceProxy, cni, loadBalancer, mesh, ...rest } = cluster;
  return {
    ...(plain(rest) as Loose),
    serviceProxy: onlyWord(serviceProxy, 'mode'),
    cni: onlyWord(cni, 'name'),
    loadBalancer: onlyWord(loadBalancer, 'type'),
    mesh: onlyWord(mesh, 'kind'),
  };
}

function onlyWord<Fields extends object>(fields: Fields | undefined, word: keyof Fields): Json | undefined {
  if (fields === undefined) return undefined;
  const value = fields[word];
  return Object.keys(fields).length === 1 && typeof value === 'string' ? value : plain(fields);
}

function withoutPath<Fields extends { readonly path: unknown }>({ path: _, ...fields }: Fields): Loose {
  return plain(fields) as Loose;
}

function some<Item>(list: readonly Item[]): readonly Item[] | undefined {
  return list.length === 0 ? undefined : list;
}

function print(fields: object): string {
  const value = plain(fields);
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0 ? '' : printYaml(value);
}

/** Read data as plain JSON: what is `undefined` is gone. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
