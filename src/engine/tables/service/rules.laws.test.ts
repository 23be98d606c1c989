import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClusterInput } from '#document';
import { ip } from '#net';
import type { NodeServices, ServiceTables } from './index.ts';
import { walkListed, walkSaved, type Walked } from './text-walk.fixture.ts';
import type { FilterHook, Refusal, Seen, Translation } from './verdict.ts';
import { tablesWith } from './world.fixture.ts';

type Policy = 'Cluster' | 'Local';

interface RandomWorld {
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  readonly internal: Policy;
  readonly external: Policy;
  readonly isExternalIp: boolean;
  readonly ranges: readonly string[];
  readonly affinity: 'None' | 'ClientIP';
  readonly endpoints: readonly { readonly host: number; readonly node: string; readonly state: State }[];
  readonly masqueradeAll: boolean;
  readonly detect: 'ClusterCIDR' | 'NodeCIDR' | 'none';
}

type State = 'ready' | 'unready' | 'terminating' | 'gone';

const CONDITIONS: Readonly<Record<State, string>> = {
  ready: '{ready: true}',
  unready: '{ready: false, serving: false}',
  terminating: '{ready: false, serving: true, terminating: true}',
  gone: '{ready: false, serving: false, terminating: true}',
};

const policy = fc.constantFrom<Policy>('Cluster', 'Local');

const worlds: fc.Arbitrary<RandomWorld> = fc.record({
  type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer'),
  internal: policy,
  external: policy,
  isExternalIp: fc.boolean(),
  ranges: fc.subarray(['203.0.113.0/25', '172.20.0.0/24', '10.50.0.0/16']),
  affinity: fc.constantFrom('None', 'ClientIP'),
  endpoints: fc.uniqueArray(
    fc.record({
      host: fc.integer({ min: 5, max: 30 }),
      node: fc.constantFrom('left', 'right'),
      state: fc.constantFrom<State>('ready', 'ready', 'unready', 'terminating', 'gone'),
    }),
    { selector: ({ host }) => host, maxLength: 5 },
  ),
  masqueradeAll: fc.boolean(),
  detect: fc.constantFrom('ClusterCIDR', 'NodeCIDR', 'none'),
});

const CLUSTER_IP = '10.70.0.5';
const EXTERNAL_IP = '192.0.2.5';
const BALANCER = '198.51.100.5';
const NODE_PORT = 30_005;

function manifestsOf(world: RandomWorld): string {
  const { type, internal, external, isExternalIp, ranges, affinity, endpoints } = world;
  const isVisible = type !== 'ClusterIP' || isExternalIp;
  const spec = [
    `type: ${type}, clusterIP: ${CLUSTER_IP}, internalTrafficPolicy: ${internal}, sessionAffinity: ${affinity}`,
    `ports: [{port: 80, targetPort: 8080${type === 'ClusterIP' ? '' : `, nodePort: ${NODE_PORT}`}}]`,
    ...(isVisible ? [`externalTrafficPolicy: ${external}`] : []),
    ...(isExternalIp ? [`externalIPs: [${EXTERNAL_IP}]`] : []),
    ...(type === 'LoadBalancer' ? [`loadBalancerSourceRanges: [${ranges.join(', ')}]`] : []),
  ];
  return `---
apiVersion: v1
kind: Service
metadata: {name: any, namespace: shop}
spec: {${spec.join(', ')}}
status: {loadBalancer: {ingress: [${type === 'LoadBalancer' ? `{ip: ${BALANCER}}` : ''}]}}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: any-a, namespace: shop, labels: {kubernetes.io/service-name: any}}
addressType: IPv4
ports: [{port: 8080}]
endpoints: [${endpoints.map(({ host, node, state }) => `{addresses: [${addressOf(host, node)}], nodeName: ${node}, conditions: ${CONDITIONS[state]}}`).join(', ')}]`;
}

function addressOf(host: number, node: string): string {
  return `10.50.${node === 'left' ? 1 : 2}.${host}`;
}

function tablesOf(world: RandomWorld, mode: 'iptables' | 'nftables' | 'ipvs', version = '1.35'): ServiceTables {
  const { masqueradeAll, detect: localDetectMode } = world;
  const settings: ClusterInput = { version, serviceProxy: { mode, masqueradeAll, localDetectMode } };
  return tablesWith(manifestsOf(world), settings);
}

const POD = '10.50.1.9';
const FAR_POD = '10.50.2.9';
const NODE = '172.20.0.11';
const CLIENT = '203.0.113.4';
const STRANGER = '198.18.0.4';

/** Every sender to every address of the Service, and to some that nobody has. */
function packetsOf({ endpoints }: RandomWorld): readonly (readonly [packet: Seen, hook: FilterHook])[] {
  const own = endpoints.filter(({ node }) => node === 'left').map(({ host, node }) => addressOf(host, node));
  const targets = [
    [CLUSTER_IP, 80],
    [CLUSTER_IP, 81],
    [EXTERNAL_IP, 80],
    [BALANCER, 80],
    [NODE, NODE_PORT],
    ['172.21.0.11', NODE_PORT],
    ['10.70.9.9', 80],
  ] as const;
  return [POD, FAR_POD, NODE, CLIENT, STRANGER, ...own].flatMap((src) =>
    targets.map(([dst, dport]) => {
      const hook = src === NODE ? 'output' : dport === NODE_PORT ? 'input' : 'forward';
      return [{ src: ip(src), dst: ip(dst), dport, protocol: 'TCP' }, hook] as const;
    }),
  );
}

function rulesOf(tables: ServiceTables): NodeServices {
  const services = tables.on('left');
  if (services === null) throw new Error('no node');
  return services;
}

function decided(services: NodeServices, packet: Seen, hook: FilterHook): Translation | Refusal | null {
  return services.translate(packet) ?? services.judge(packet, hook);
}

/** A decision in the words of a walk over the text. */
function asWalked(verdict: Translation | Refusal | null, { src }: Seen): Walked {
  if (verdict === null) return { endpoints: new Map(), refusal: null };
  if (verdict.kind !== 'translate') return { endpoints: new Map(), refusal: verdict.kind };
  const chance = 1 / verdict.endpoints.length;
  const entries = verdict.endpoints.map(
    (one) => [one.text, { chance, marked: verdict.marked !== null || one.ip === src }] as const,
  );
  return { endpoints: new Map(entries), refusal: null };
}

function texts(tables: ServiceTables, mode: 'iptables' | 'nftables'): string {
  return mode === 'iptables'
    ? tables.iptablesSave('left', 'IPv4', ['nat', 'filter'])
    : (tables.nftList('left', 'IPv4', null) ?? '');
}

const runs = { numRuns: 40 };

describe.each([
  ['iptables', '1.35'],
  ['nftables', '1.35'],
  ['nftables', '1.36'],
] as const)('%s of %s: the printed rules', (mode, version) => {
  const walkText = mode === 'iptables' ? walkSaved : walkListed;

  it('read as netfilter reads them, decide what the tables decide, with chances that sum to one', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const tables = tablesOf(world, mode, version);
        const services = rulesOf(tables);
        const text = texts(tables, mode);
        for (const [packet, hook] of packetsOf(world)) {
          const own = asWalked(decided(services, packet, hook), packet);
          const walked = walkText(text, packet, hook, services.view);
          expect([packet, sorted(walked)]).toEqual([packet, sorted(own)]);
          expect(sumOf(walked)).toBeCloseTo(own.endpoints.size > 0 ? 1 : 0, 12);
        }
      }),
      runs,
    );
  });

  it('hold exactly the endpoints that somebody may be sent to', () => {
    fc.assert(
      fc.property(
        worlds.map((world) => ({ ...world, ranges: [] })),
        (world) => {
          const tables = tablesOf(world, mode, version);
          const services = rulesOf(tables);
          const chosen = packetsOf(world).flatMap(([packet]) => {
            const verdict = services.translate(packet);
            return verdict?.kind === 'translate' ? verdict.endpoints.map(({ text }) => text) : [];
          });
          const held = [
            ...texts(tables, mode).matchAll(/(?:dnat to|--to-destination|\d+ :) (10\.50\.\d+\.\d+)(?::| \. )(8080)\b/g),
          ];
          expect([...new Set(held.map(([, address, port]) => `${address}:${port}`))].sort()).toEqual(
            [...new Set(chosen)].sort(),
          );
        },
      ),
      runs,
    );
  });
});

function sumOf({ endpoints }: Walked): number {
  return [...endpoints.values()].reduce((total, { chance }) => total + chance, 0);
}

/** Chances as the kernel rounds them, to multiples of 2^-31. */
function sorted({ endpoints, refusal }: Walked) {
  return {
    refusal,
    endpoints: [...endpoints].map(([to, { chance, marked }]) => `${to} ${chance.toFixed(6)} ${marked}`).sort(),
  };
}

describe('modes of kube-proxy', () => {
  it('iptables and nftables differ only in what they refuse, and in which addresses take node ports', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const one = rulesOf(tablesOf(world, 'iptables'));
        const other = rulesOf(tablesOf(world, 'nftables'));
        for (const [packet, hook] of packetsOf(world)) {
          const [first, second] = [one, other].map((services) => asWalked(decided(services, packet, hook), packet));
          const isPrimary = packet.dport !== NODE_PORT || packet.dst === NODE;
          expect(second?.endpoints).toEqual(isPrimary ? first?.endpoints : new Map());
        }
      }),
      runs,
    );
  });

  it('ipvs takes the same endpoints, but knows no short cut and falls back to all where a policy leaves none', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const services = rulesOf(tablesOf(world, 'ipvs'));
        for (const [packet] of packetsOf(world)) {
          const verdict = services.translate(packet);
          const isLocal = (packet.dst === ip(CLUSTER_IP) ? world.internal : world.external) === 'Local';
          const { local, cluster } = verdict?.kind === 'translate' ? verdict.sets : { local: [], cluster: [] };
          const wanted = isLocal && local.length > 0 ? local : cluster;
          expect(verdict?.kind === 'translate' ? verdict.endpoints : []).toEqual(wanted);
        }
      }),
      runs,
    );
  });

  it.each(['iptables', 'nftables', 'ipvs'] as const)('%s: who is masqueraded', (mode) => {
    fc.assert(
      fc.property(worlds, (world) => {
        const services = rulesOf(tablesOf(world, mode));
        for (const [packet] of packetsOf(world)) {
          const verdict = services.translate(packet);
          const isTranslated = verdict?.kind === 'translate';
          const wanted = isTranslated && isMasqueraded(world, mode, packet, verdict);
          expect([packet, isTranslated && verdict.marked !== null]).toEqual([packet, wanted]);
        }
      }),
      runs,
    );
  });
});

/** The masquerade matrix of kube-proxy, written down once more; hairpins are marked on top of it. */
function isMasqueraded(
  { masqueradeAll, detect, external }: RandomWorld,
  mode: 'iptables' | 'nftables' | 'ipvs',
  { src }: Seen,
  { match }: Translation,
): boolean {
  const isPod = { ClusterCIDR: src.startsWith('10.50.'), NodeCIDR: src.startsWith('10.50.1.'), none: false }[detect];
  if (match.via === 'clusterIP') return masqueradeAll || (detect !== 'none' && !isPod);
  if (external === 'Cluster') return true;
  return mode !== 'ipvs' && !isPod && src === NODE;
}
