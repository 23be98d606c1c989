import { parseRef, type Request, type Session } from '#engine';

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
  const opened = wireOf(session, request);
  if (typeof opened === 'string') return opened;
  const connection = behindBalancer(session, { ...request, sends: { kind: 'connect', connect: connectTo(opened) } });
  const wire = wireOf(session, connection);
  if (typeof wire === 'string') return wire;
  const others = othersOnTheWay(session, connection, wire);
  if (others !== null) return others;
  const senders = sendersOf(session, connection);
  if (typeof senders === 'string') return senders;
  const trials = senders.map(({ from, asked, label }) => ({
    name: label === '' ? connection.name : `${connection.name}, ${label}`,
    from,
    to: wire,
    said: said(session, asked, wire),
  }));
  return trials.some((trial) => trial.said.endpoints.some((one) => isOutside(session, one))) ? OUTSIDE : trials;
}

const OUTSIDE = 'it goes to a host outside the cluster, for which no namespace stands';

function isOutside({ cluster }: Session, endpoint: string): boolean {
  const ip = endpoint.slice(0, endpoint.lastIndexOf(':')).replace(/^\[|\]$/g, '');
  const held = [...cluster.pods.flatMap(({ ips }) => ips), ...cluster.nodes.flatMap(({ addresses }) => addresses)];
  return !isLoopback(ip) && !held.some((one) => one === ip);
}

/** The packet behind a balancer, or a node's public address, that gives it another destination outside; `null` if none does. */
function rewrittenOutside(session: Session, request: Request): Sent | null {
  const hop = session
    .follow(request)
    .hops.find(
      ({ at, way, before, after }) =>
        way === 'forward' &&
        (at.place.kind === 'balancer' || at.place.kind === 'outside') &&
        before !== null &&
        after !== null &&
        before.dst !== after.dst,
    );
  return hop?.after ?? null;
}

/** Where a connection to one of a node is rewritten outside, that one is tried: from the address that the node sees. */
function behindBalancer(session: Session, request: Request): Request {
  const rewritten = rewrittenOutside(session, request);
  if (rewritten === null) return request;
  const wire = asWire(rewritten);
  if (typeof wire === 'string') return request;
  const isNodes = (ip: string): boolean =>
    session.cluster.nodes.some(({ addresses }) => addresses.some((one) => one === ip));
  if (!isNodes(wire.ip) || isNodes(rewritten.src) || session.cluster.podByIp.has(rewritten.src)) return request;
  const from = parseRef(`client/${rewritten.src}`);
  const sends = { kind: 'connect', connect: connectTo(wire) } as const;
  return { ...request, name: `${request.name}, behind the balancer`, from, via: null, sends };
}

/** Why somebody else than the two ends and kube-proxy has a say, `null` if nobody has. */
function othersOnTheWay(session: Session, request: Request, { ip, port }: Wire): string | null {
  const { cluster, scenario } = session;
  if (isLoopback(ip) && request.from?.kind === 'client') return 'it never leaves its client’s machine';
  if (rewrittenOutside(session, request) !== null) {
    return 'it goes through a load balancer or a public address outside, which rewrites it';
  }
  const isOver = session.follow(request).hops.some((hop) => hop.kind === 'stop' && hop.decision.layer === 'edge');
  if (isOver) return 'it ends outside, before it reaches a node';
  if (scenario.cluster.external?.hosts?.some((host) => host.ip === ip) === true) return OUTSIDE;
  if (isHiddenUnprinted(session, request)) return 'the CNI masquerades it by rules that are not printed';
  const isHostPort = cluster.pods.some(
    ({ hostNetwork, ports }) => !hostNetwork && ports.some(({ hostPort }) => hostPort === port),
  );
  return isHostPort && (isLoopback(ip) || cluster.nodes.some(({ addresses }) => addresses.some((one) => one === ip)))
    ? 'a CNI would have to open its hostPort'
    : null;
}

/** Whether the CNI gives the packet another source by something else than rules in iptables, which alone are loaded. */
function isHiddenUnprinted(session: Session, request: Request): boolean {
  return session
    .follow(request)
    .hops.some(
      ({ kind, layer, consulted }) =>
        kind === 'masquerade' && layer === 'cni' && !consulted.some(({ table }) => table.kind === 'iptables'),
    );
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
type Sent = NonNullable<ReturnType<Session['follow']>['hops'][number]['after']>;

/** The connection that a request opens: what is sent over it does not matter here, and its name was resolved by the engine. */
function wireOf(session: Session, request: Request): Wire | string {
  const sent = session
    .follow(request)
    .hops.find(({ pass, kind, after }) => pass === 'request' && kind === 'send' && after !== null)?.after;
  return sent === undefined || sent === null ? 'it never sends a packet' : asWire(sent);
}

function asWire({ dst: ip, dport: port, protocol }: Sent): Wire | string {
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
  if (from === null) return 'it has no sender of its own';
  switch (from.kind) {
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
    default: {
      const pod = cluster.pods.find(({ workload, namespace }) => {
        const isNamed = workload?.name === from.name && namespace === from.namespace;
        return isNamed && workload.kind.toLowerCase() === from.kind;
      });
      const ref = pod === undefined ? null : parseRef(`pod/${pod.key}`);
      return ref === null
        ? 'its sender is neither a pod, a node nor a client'
        : sendersOf(session, { ...request, from: ref });
    }
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
