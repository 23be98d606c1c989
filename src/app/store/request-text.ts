import type { Loaded, PicturePod, RequestChip, RuleCard, SenderChoice } from '#view';
import type { TypedRequest } from '#worker';
import { moreInWords, sameMore } from './request-more.ts';

export const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
export const OTHERS: readonly string[] = ['TCP', 'UDP', 'SCTP', 'ICMP', 'DNS'];

/**
 * The fields that a saved request fills in: `GET https://a/b`, `TCP db:5432`, `DNS web.shop A`, with all that it states
 * but what is expected of it and what follows it: another request made of it has neither.
 */
export function fieldsOf(chip: Pick<RequestChip, 'from' | 'text' | 'more'>): TypedRequest {
  const [method = '', ...target] = chip.text.split(' ');
  const { expect: _, then: __, ...more } = chip.more ?? {};
  const fields = { from: chip.from, method, target: target.join(' ') };
  return Object.keys(more).length === 0 ? fields : { ...fields, more };
}

/** How a method sends: over HTTP, as a bare connection, as a lookup, or as a gRPC call. */
export function wayOf(method: string): 'http' | 'connect' | 'dns' | 'grpc' {
  if (method === 'DNS') return 'dns';
  if (method === 'gRPC') return 'grpc';
  return OTHERS.includes(method) ? 'connect' : 'http';
}

/** What a typed request states beside its three fields, in a few words each. */
export function moreOf({ method, more }: TypedRequest): readonly string[] {
  return moreInWords(more, wayOf(method));
}

/** What is typed, with the scheme that a browser would add. */
export function completed(request: TypedRequest): TypedRequest {
  const target = request.target.trim();
  const isWeb = wayOf(request.method) === 'http' && target !== '' && !/^[a-z][a-z0-9+.-]*:\/\//i.test(target);
  return { ...request, target: isWeb ? `http://${target}` : target };
}

export function sameRequest(a: TypedRequest, b: TypedRequest): boolean {
  return a.from === b.from && a.method === b.method && a.target === b.target && sameMore(a.more, b.more);
}

/**
 * One request worth sending when the scenario states none: so that there is a picture and a play at once. What serves the
 * outside is asked from there; a Service by a pod that is not its own, nearest first.
 */
export function suggestion(loaded: Loaded): TypedRequest | null {
  const target = loaded.targets[0];
  if (!target) return null;
  const service = serviceNamed(loaded, target.text);
  const sender = service ? senderTo(loaded, service) : loaded.senders.find((one) => one.group === 'outside');
  if (!sender) return null;
  const text = service ? shortened(target.text, service, sender) : target.text;
  return { from: sender.ref, method: /^https?:/i.test(text) ? 'GET' : 'TCP', target: text };
}

/** A Service as senders of its own namespace write it: by its name alone, which their search list finds first. */
function shortened(target: string, { namespace }: RuleCard, { ref }: SenderChoice): string {
  const [, of] = ref.split('/');
  return of === namespace
    ? target.replace(new RegExp(`^([a-z]+://)?([^./:]+)\\.${of}(?=[/:]|$)`, 'i'), '$1$2')
    : target;
}

/** The Service that a target names as `NAME.NAMESPACE`. */
function serviceNamed({ picture }: Loaded, target: string): RuleCard | null {
  const [name, namespace] =
    target
      .replace(/^[a-z]+:\/\//i, '')
      .split(/[/:]/)[0]
      ?.split('.') ?? [];
  return picture.rules.find((card) => card.ref === `Service/${namespace ?? ''}/${name ?? ''}`) ?? null;
}

function senderTo({ picture, senders }: Loaded, service: RuleCard): SenderChoice | null {
  const own = new Set(service.pods);
  const pods = new Map<string, PicturePod[]>();
  for (const pod of picture.pods) {
    const ref = (pod.workload ?? `pod/${pod.key}`).toLowerCase();
    pods.set(ref, [...(pods.get(ref) ?? []).slice(0, 99), pod]);
  }
  const rank = ({ ref, group }: SenderChoice) => {
    if (group === 'samples') return service.title.endsWith(` ${ref.split('/').at(-1)}`) ? 4 : 3;
    const [first, ...rest] = pods.get(ref.toLowerCase()) ?? [];
    if (!first || first.assumed) return 5;
    if ([first, ...rest].some((pod) => own.has(pod.key))) return 2;
    return first.namespace === service.namespace ? 0 : 1;
  };
  let best: { readonly sender: SenderChoice; readonly rank: number } | null = null;
  for (const sender of senders) {
    if (sender.group === 'outside' || sender.group === 'nodes') continue;
    const its = rank(sender);
    if (best === null || its < best.rank) best = { sender, rank: its };
  }
  return best?.sender ?? null;
}
