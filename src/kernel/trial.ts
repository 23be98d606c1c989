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
  const { sends } = request;
  if (sends.kind !== 'connect') return 'it is no bare connection';
  const { to, port, protocol = 'TCP' } = sends.connect;
  if (protocol !== 'TCP' && protocol !== 'UDP') return `${protocol} is not tried`;
  if (port === undefined || !/^[\da-f.:]+$/i.test(to)) return 'it is not sent to an address and port';
  if (session.cluster.networkPolicies.length > 0) return 'a CNI would have to enforce its NetworkPolicies';
  if (request.from?.kind !== 'client' && session.follow(request).hops.some(({ kind }) => kind === 'balance'))
    return 'it goes through a load balancer outside';
  const wire = { ip: to, port, protocol: protocol === 'TCP' ? 'tcp' : 'udp' } as const;
  const senders = sendersOf(session, request);
  if (typeof senders === 'string') return senders;
  return senders.map(({ from, asked, label }) => ({
    name: label === '' ? request.name : `${request.name}, ${label}`,
    from,
    to: wire,
    said: said(session, asked),
  }));
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

function said(session: Session, request: Request): Said {
  const { possible } = session.spread(request);
  const got = possible.filter(({ outcome }) => outcome.word === 'delivered');
  const members = got.flatMap((one) => one.members);
  const services = new Set(members.flatMap(({ service }) => service ?? []));
  return {
    endpoints: [
      ...new Set(members.map(({ ip, port }) => (ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`))),
    ].sort(),
    words: [...new Set(possible.map(({ outcome }) => outcome.word))].sort(),
    source: [...new Set(got.map(({ masqueraded }) => (masqueraded ? 'rewritten' : 'kept')))].sort(),
    sticky: [...services].some((key) => session.cluster.serviceByKey.get(key)?.spec.sessionAffinity === 'ClientIP'),
  };
}

/** Where requests from outside come from, unless they say. */
const CLIENT = '203.0.113.7';
