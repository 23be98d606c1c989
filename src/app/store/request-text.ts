import type { Loaded, RequestChip } from '#view';
import type { TypedRequest } from '#worker';

export const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
export const OTHERS: readonly string[] = ['TCP', 'UDP', 'SCTP', 'ICMP', 'DNS'];

/** The fields that a saved request's text fills in: `GET https://a/b`, `TCP db:5432`, `DNS web.shop A`. */
export function fieldsOf(chip: Pick<RequestChip, 'from' | 'text'>): TypedRequest {
  const [method = '', ...target] = chip.text.split(' ');
  return { from: chip.from, method, target: target.join(' ') };
}

/** What is typed, with the scheme that a browser would add. */
export function completed(request: TypedRequest): TypedRequest {
  const target = request.target.trim();
  const isWeb = METHODS.includes(request.method) && target !== '' && !/^[a-z][a-z0-9+.-]*:\/\//i.test(target);
  return { ...request, target: isWeb ? `http://${target}` : target };
}

export function sameRequest(a: TypedRequest, b: TypedRequest): boolean {
  return a.from === b.from && a.method === b.method && a.target === b.target;
}

/** One request worth sending when the scenario states none: so that there is a picture and a play at once. */
export function suggestion(loaded: Loaded): TypedRequest | null {
  const target = loaded.targets[0];
  if (!target) return null;
  const isWeb = /^https?:\/\//i.test(target.text);
  const hasEntry = loaded.picture.rules.some((card) => card.kind === 'Ingress' || card.kind === 'Gateway');
  const wanted = isWeb && hasEntry ? 'outside' : 'workloads';
  const sender = loaded.senders.find((one) => one.group === wanted) ?? loaded.senders[0];
  return sender ? { from: sender.ref, method: isWeb ? 'GET' : 'TCP', target: target.text } : null;
}
