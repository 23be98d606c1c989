import type { Alternative, Answer, Hop, LayerName, Outcome, Packet, Payload } from '#view';

type ObjectRef = NonNullable<Alternative['object']>;

/** `Kind/NS/NAME`, cluster-scoped `Kind/NAME`. */
export function refText(ref: ObjectRef): string {
  return ref.namespace === null ? `${ref.kind}/${ref.name}` : `${ref.kind}/${ref.namespace}/${ref.name}`;
}

/** `Ingress store` for `Ingress/shop/store`. */
export function shortRef(ref: string): string {
  const parts = ref.split('/');
  return `${parts[0] ?? ''} ${parts.at(-1) ?? ''}`.replace(/^NetworkPolicy /, 'Policy ');
}

/** What a person calls a layer. */
export const LAYER_WORDS = {
  client: 'sender',
  dns: 'name',
  edge: 'load balancer',
  gateway: 'gateway',
  service: 'service',
  policy: 'policy',
  cni: 'network',
  node: 'node',
  pod: 'pod',
} satisfies Record<LayerName, string>;

/** What a person calls the layer of a hop; of the edge, a host outside is no load balancer. */
export function layerWord({ layer, at }: Pick<Hop, 'layer' | 'at'>): string {
  return layer === 'edge' && at.place.kind === 'outside' ? 'outside' : LAYER_WORDS[layer];
}

/** What a sender experienced: the word of the outcome and why it stopped there. */
export interface Experience {
  readonly word: Outcome['word'];
  readonly reason?: string | undefined;
}

/** What a sender experienced, as a person says it; of a name that gave no address also whether anybody answered. */
export function outcomeText({ word, reason = '' }: Experience): string {
  return word === 'unresolved' ? (UNRESOLVED_WORDS[reason] ?? OUTCOME_WORDS.unresolved) : OUTCOME_WORDS[word];
}

/** By the reason that the run gives (`REASONS` of the engine), which is what the sender's resolver was told, or was not. */
const UNRESOLVED_WORDS: Readonly<Record<string, string>> = {
  NameDoesNotExist: 'name not found',
  NoData: 'name without address',
  ServerFailure: 'name server failed',
  ServerSilent: 'name lookup timed out',
  ServerRefused: 'name lookup refused',
  NoServers: 'no name server',
  InvalidName: 'not a name',
  SenderUnknown: 'no such sender',
  TargetUnknown: 'no such target',
};

const OUTCOME_WORDS = {
  delivered: 'delivered',
  answered: 'answered',
  refused: 'refused',
  timeout: 'timed out',
  unresolved: 'no address',
  tlsError: 'TLS failed',
} satisfies Record<Outcome['word'], string>;

export function endpoint(ip: string, port: number | null): string {
  if (port === null) return ip;
  return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
}

/** `GET /cart`, `200`, `DNS web.shop. A`: what a packet carries, in a few words. */
export function payloadText(packet: Packet): string {
  const text = packet.carries ? carriedText(packet.carries) : packet.protocol;
  return packet.tls ? `TLS, ${text}` : text;
}

function carriedText(payload: Payload): string {
  switch (payload.kind) {
    case 'http-request':
      return `${payload.request.method} ${payload.request.path}`;
    case 'http-response':
      return String(payload.response.status);
    case 'dns-query':
      return `${payload.query.name} ${payload.query.type}?`;
    case 'dns-answer':
      return `${payload.answer.rcode}, ${count(payload.answer.answers.length, 'record')}`;
    case 'tls-alert':
      return `alert ${payload.alert}`;
    case 'echo':
      return 'echo';
    case 'bytes':
      return `${payload.bytes} bytes`;
  }
}

export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

/** `1/3` stays, `1` is said as certain. */
export function shareText(share: Answer['odds']['unexpanded'] | null): string {
  if (share === null) return '';
  return share === '1' ? 'always' : share;
}
