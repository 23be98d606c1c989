import type { Cluster } from '#cluster';
import type { HttpRequest } from '#net';
import { ip } from '#net';
import type { Decisions, HopKind, HopOf } from '#trace';
import { describe, expect, it } from 'vitest';
import { explain } from './index.ts';

const TUPLE = { src: ip('10.61.1.9'), sport: 40000, dst: ip('10.81.0.5'), dport: 80 };

/** What is left of a command for the shell to read as code: everything that is not in quotes. */
function codeOf(command: string): string {
  return command.replace(/\$'(?:[^'\\]|\\.)*'|'[^']*'|\\'/g, '');
}

function commandsWith(bad: string): readonly string[] {
  const object = (kind: string) => ({ kind, namespace: bad, name: bad });
  const pod = { namespace: bad, name: bad, role: 'application', ref: object('Pod'), listens: null };
  const cluster = {
    services: [],
    nodes: [],
    nodeByName: new Map(),
    faults: [],
    podByKey: { get: () => pod },
    serviceByKey: new Map(),
    balancers: new Map(),
    external: { hosts: new Map() },
    settings: {
      cni: { name: 'calico', mode: 'vxlan', mtu: 1450 },
      serviceProxy: { mode: 'iptables', ebpf: { by: 'cilium' } },
      podCidrs: [],
    },
  } as unknown as Cluster;
  const http: HttpRequest = {
    method: bad,
    scheme: 'http',
    host: bad,
    path: `/${bad}`,
    headers: {},
    bodyBytes: 0,
  } as unknown as HttpRequest;
  const packet = {
    ...TUPLE,
    protocol: 'TCP' as const,
    bytes: 100,
    tls: null,
    encapsulates: null,
    carries: { kind: 'http-request' as const, request: http },
  };
  const at = {
    pod: {
      place: { kind: 'pod' as const, pod: `${bad.replaceAll('/', '')}/${bad.replaceAll('/', '')}` },
      hook: 'send' as const,
    },
    node: { place: { kind: 'node' as const, node: bad }, hook: 'forward' as const },
  };
  const commands = <K extends HopKind>(kind: K, place: 'pod' | 'node', decision: Decisions[K]): readonly string[] => {
    const hop: HopOf<K> = {
      key: 'k',
      pass: 'request',
      way: 'forward',
      atMs: 0,
      kind,
      layer: 'service',
      at: at[place],
      before: packet,
      after: packet,
      opens: null,
      decision,
      because: [],
      consulted: [{ table: { kind: 'iptables', at: bad, name: bad }, row: null }],
      notTaken: { shown: [], more: 0 },
    };
    return explain(hop as Parameters<typeof explain>[0], cluster).commands;
  };
  const query = { name: bad, type: bad, transport: 'udp', udpBytes: 512 } as const;
  const member = { ip: TUPLE.dst, port: 80, pod: null, workload: null, service: null };
  const outcome = {
    rcode: 'NXDOMAIN',
    answers: [],
    queries: [],
    servers: [],
    resolvConf: { nameservers: [], searches: [], options: [] },
  };
  const translate = {
    service: object('Service'),
    portName: bad,
    via: 'clusterIP',
    chosen: member,
    among: 1,
    set: 'cluster',
    marked: null,
    affinity: false,
  } as const;
  return [
    commands('answer', 'pod', {
      by: bad,
      rule: object('Ingress'),
      response: { status: 404, headers: {} } as never,
      why: '',
    }),
    commands('balance', 'node', {
      balancer: 'cloud',
      name: 'cloud balancer',
      target: 'node',
      proxyHeader: 'none',
      service: object('Service'),
      chosen: bad,
      among: 1,
      fit: 1,
      opensOwnConnection: false,
    }),
    ...(['coredns', 'outside'] as const).flatMap((plugin) =>
      (['pod', 'node'] as const).map((place) =>
        commands('dns-answer', place, {
          query,
          plugin,
          zone: null,
          rcode: 'NXDOMAIN',
          answers: 0,
          forwardTo: null,
          object: null,
          why: '',
          truncated: 'whole',
          data: [],
        }),
      ),
    ),
    commands('handshake', 'pod', {
      sni: bad,
      certificate: { kind: 'secret', namespace: bad, name: bad } as never,
      accepted: true,
      why: '',
    }),
    commands('judge', 'node', {
      direction: 'ingress',
      pod: object('Pod'),
      tuple: TUPLE,
      protocol: 'TCP',
      verdict: 'allowed',
      tier: 'none',
      policies: [object('NetworkPolicy'), { ...object('AdminNetworkPolicy'), namespace: null }],
      rule: null,
      misses: [],
    }),
    commands('judge', 'node', {
      direction: 'ingress',
      pod: object('Pod'),
      tuple: TUPLE,
      protocol: 'TCP',
      verdict: 'allowed',
      tier: 'none',
      policies: [],
      rule: null,
      misses: [],
    }),
    ...(['pod', 'node'] as const).flatMap((place) => [
      commands('lookup', place, { query, server: TUPLE.dst, search: null, attempt: 1 }),
      commands('resolved', place, { name: bad, outcome: outcome as never, how: 'asked', addresses: [] }),
      commands('send', place, { target: bad, named: null, protocol: 'TCP', port: 80 }),
      commands('send', place, { target: bad, named: bad, protocol: 'TCP', port: 80 }),
      commands('receive', place, { where: bad, port: 80, portName: null, role: 'application' }),
      commands('serve', place, { response: null, protocol: 'TCP' }),
    ]),
    commands('masquerade', 'node', { by: 'cni', from: TUPLE.src, to: TUPLE.dst, why: 'leavesPodNetwork' }),
    commands('proxy', 'pod', {
      controller: 'ingress-nginx',
      rule: object('Ingress'),
      host: bad,
      path: bad,
      backend: object('Service'),
      backendPort: bad,
      chosen: null,
      among: 1,
      canary: null,
      request: http,
      upstream: http,
      attempt: 1,
    }),
    commands('restore', 'node', { node: bad, from: TUPLE, to: { ...TUPLE, src: ip('10.0.0.1') } }),
    commands('route', 'node', { to: 'node', next: bad, encapsulation: 'vxlan', device: bad }),
    commands('stop', 'node', {
      layer: 'service',
      reason: 'NoEndpoints',
      objects: [object('Service')],
      outcome: 'refused',
      note: '',
    }),
    ...(['iptables', 'nftables', 'ipvs', 'ebpf'] as const).map((mode) =>
      commands('translate', 'node', { ...translate, mode }),
    ),
  ].flat();
}

describe('a command to copy', () => {
  it.each([
    ['a second command', 'x; touch /tmp/owned'],
    ['a pipe', 'x|owned'],
    ['the background', 'x & owned'],
    ['a substitution', '$(owned)'],
    ['backticks', '`owned`'],
    ['a redirection', 'x >owned'],
    ['a file that is read', 'x <owned'],
    ['the end of its own quotes', "x'; owned '"],
    ['a new line', 'x\nowned'],
    ['a new line and quotes', "x\\'\nowned\\'"],
    ['the end of a bracketed paste', 'x\u001b[201~\rowned'],
  ])('carries no code that is %s in a name', (_name, bad) => {
    const commands = commandsWith(bad);
    expect(commands.length).toBeGreaterThan(25);
    for (const command of commands) {
      expect(codeOf(command)).not.toContain('owned');
      expect(command).not.toMatch(/\p{Cc}/u);
    }
  });
});
