import type { Request, Session } from '#engine';

/** One connection to try, many times over: who sends it, to what, and what the engine says can become of it. */
export interface Trial {
  /** The request's name, with the node on which it arrives where it comes from outside. */
  readonly name: string;
  readonly from: Sender;
  readonly to: { readonly ip: string; readonly port: number; readonly protocol: 'tcp' | 'udp' };
  readonly said: Said;
}

export type Sender =
  | { readonly kind: 'pod'; readonly pod: string }
  | { readonly kind: 'node'; readonly node: string }
  | { readonly kind: 'client'; readonly ip: string; readonly via: string };

/** What the engine says of a trial. */
export interface Said {
  /** `IP:PORT` of every endpoint that may answer. */
  readonly endpoints: readonly string[];
  /** `delivered`, `refused`, `timeout`: every way it may end. */
  readonly words: readonly string[];
  /** Whether the receiver sees the sender's own address; both where it depends on the endpoint. */
  readonly source: readonly ('kept' | 'rewritten')[];
  /** Affinity keeps one sender at one endpoint, so not all of them will be seen. */
  readonly sticky: boolean;
}

/** A request that real packets in namespaces cannot show, and why. */
export interface Unexpressed {
  readonly name: string;
  readonly why: string;
}

/** Turns the requests of a scenario into trials; one from outside becomes one for each node on which it may arrive. */
export function trialsOf(session: Session): {
  readonly trials: readonly Trial[];
  readonly left: readonly Unexpressed[];
} {
  const trials: Trial[] = [];
  const left: Unexpressed[] = [];
  for (const request of session.scenario.requests) {
    const made = trialsFor(session, request);
    if (typeof made === 'string') left.push({ name: request.name, why: made });
    else trials.push(...made);
  }
  return { trials, left };
}

function trialsFor(session: Session, request: Request): readonly Trial[] | string {
  const { cluster } = session;
  if (cluster.networkPolicies.length > 0) return 'a CNI would have to enforce its NetworkPolicies';
  const fault = cluster.faults.find(({ type }) => ON_WIRES.has(type));
  if (fault !== undefined) return `its fault ${fault.type} is not made in namespaces`;
  const wire = wireOf(session, request);
  if (typeof wire === 'string') return wire;
  const connection: Request = { ...request, sends: { kind: 'connect', connect: connectTo(wire) } };
  const others = othersOnTheWay(session, connection, wire);
  if (others !== null) return others;
  const senders = sendersOf(session, connection);
  if (typeof senders === 'string') return senders;
  return senders.map(({ from, asked, label }) => ({
    name: label === '' ? request.name : `${request.name}, ${label}`,
    from,
    to: wire,
    said: said(session, asked, wire),
  }));
}

/** Why somebody else than the two ends and kube-proxy has a say, `null` if nobody has. */
function othersOnTheWay(session: Session, request: Request, { ip, port }: Wire): string | null {
  const { cluster, scenario } = session;
  const isRewritten = session
    .follow(request)
    .hops.some(({ kind, before, after }) => kind === 'balance' && before?.dst !== after?.dst);
  if (isRewritten) return 'it goes through a load balancer outside, which rewrites it';
  if (scenario.cluster.external?.hosts?.some((host) => host.ip === ip) === true)
    return 'it goes to a host outside the cluster, where a CNI would have to rewrite the source';
  const isHostPort = cluster.pods.some(
    ({ hostNetwork, ports }) => !hostNetwork && ports.some(({ hostPort }) => hostPort === port),
  );
  return isHostPort && (isLoopback(ip) || cluster.nodes.some(({ addresses }) => addresses.some((one) => one === ip)))
    ? 'a CNI would have to open its hostPort'
    : null;
}

function isLoopback(ip: string): boolean {
  return ip.startsWith('127.') || ip === '::1';
}

/** Faults of machines and wires, which no namespace has. */
const ON_WIRES: ReadonlySet<string> = new Set([
  'nodeDown',
  'conntrackFull',
  'cniRouteMissing',
  'mtuMismatch',
  'firewallDrop',
]);

type Wire = Trial['to'];

/** The connection that a request opens: what is sent over it does not matter here, and its name was resolved by the engine. */
function wireOf(session: Session, request: Request): Wire | string {
  const sent = session
    .follow(request)
    .hops.find(({ pass, kind, after }) => pass === 'request' && kind === 'send' && after !== null)?.after;
  if (sent === undefined || sent === null) return 'it never sends a packet';
  const { dst: ip, dport: port, protocol } = sent;
  if ((protocol !== 'TCP' && protocol !== 'UDP') || port === null) return `${protocol} is not tried`;
  return { ip, port, protocol: protocol === 'TCP' ? 'tcp' : 'udp' };
}

function connectTo({ ip: to, port, protocol }: Wire) {
  return { to, port, protocol: protocol === 'tcp' ? 'TCP' : 'UDP' } as const;
}

interface Asked {
  readonly from: Sender;
  readonly asked: Request;
  readonly label: string;
}

function sendersOf(session: Session, request: Request): readonly Asked[] | string {
  const { cluster } = session;
  const { from } = request;
  switch (from?.kind) {
    case 'pod': {
      const pod = cluster.podByKey.get(`${from.namespace}/${from.name}`);
      if (pod === undefined) return 'its sender is not there';
      const sender: Sender = pod.hostNetwork ? { kind: 'node', node: pod.node } : { kind: 'pod', pod: pod.key };
      return [{ from: sender, asked: request, label: '' }];
    }
    case 'node':
      return [{ from: { kind: 'node', node: from.name }, asked: request, label: '' }];
    case 'client': {
      const ip = from.name === '' ? CLIENT : from.name;
      const nodes = request.via === null ? cluster.nodes.map(({ name }) => name) : [request.via.replace(/^node\//, '')];
      const named = nodes.filter((name) => arrives(session, request, name));
      if (named.length === 0) return 'it has no way into the cluster from outside';
      return named.map((via) => ({
        from: { kind: 'client', ip, via },
        asked: { ...request, via: `node/${via}` },
        label: `arriving on ${via}`,
      }));
    }
    default:
      return 'its sender is neither a pod, a node nor a client';
  }
}

/** A node's own address is reached on that node only. */
function arrives({ cluster }: Session, { sends }: Request, name: string): boolean {
  const to = sends.kind === 'connect' ? sends.connect.to : '';
  const holder = cluster.nodes.find(({ addresses }) => addresses.some((one) => one === to));
  return holder === undefined || holder.name === name;
}

/** kube-proxy's own answer on a health check port counts as delivered to where it was sent. */
function said(session: Session, request: Request, wire: Wire): Said {
  const possible = session.spread(request).possible;
  const got = possible.filter(({ outcome }) => outcome.word === 'delivered');
  const answered = possible.filter(({ outcome }) => outcome.word === 'answered');
  const members = got.flatMap((one) => one.members);
  const services = new Set(members.flatMap(({ service }) => service ?? []));
  const endpoints = [...members, ...answered.map(() => wire)].map(({ ip, port }) =>
    ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`,
  );
  const words = possible.map(({ outcome: { word } }) => (word === 'answered' ? 'delivered' : word));
  return {
    endpoints: [...new Set(endpoints)].sort(),
    words: [...new Set(words)].sort(),
    source: [...new Set([...got, ...answered].map(({ masqueraded }) => (masqueraded ? 'rewritten' : 'kept')))].sort(),
    sticky: [...services].some((key) => session.cluster.serviceByKey.get(key)?.spec.sessionAffinity === 'ClientIP'),
  };
}

/** Where requests from outside come from, unless they say. */
const CLIENT = '203.0.113.7';
