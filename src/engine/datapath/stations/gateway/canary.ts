import type { Evidence } from '#cluster';
import { fitsExpression, readExpression } from '#net';
import type { NginxUpstream } from '#tables';
import type { Alternative, CanaryChoice, Fraction, NonEmpty } from '#trace';
import { fraction, ONE, shareOf } from '#trace';
import type { Branch, Step } from '../../flow.ts';
import type { Located } from './request.ts';
import { annotationOf } from './evidence.ts';
import { cookie } from './request.ts';

/** The upstream a request goes to, and what a canary had to do with it. */
export interface Routed {
  readonly upstream: NginxUpstream;
  readonly canary: CanaryChoice | null;
  /** The annotations of the canary's Ingress that decided. */
  readonly because: readonly Evidence[];
  /** How many of all such requests come to this upstream. */
  readonly share: Fraction;
  /** Where the draw might have led instead. */
  readonly other: Alternative | null;
}

/** An upstream that is the only one there is. */
export function routedTo(upstream: NginxUpstream): Routed {
  return { upstream, canary: null, because: [], share: ONE, other: null };
}

/**
 * Sends the request to the main upstream or to its first canary: by header, then cookie, then weight (balancer.lua
 * `route_to_alternative_balancer`). A canary without endpoints takes nothing.
 */
export function routeCanary(located: Located, main: NginxUpstream, go: (routed: Routed) => Step): Step {
  const name = main.alternatives[0];
  const alternative = name === undefined ? undefined : located.visit.configuration.upstreams.get(name);
  const canary = alternative?.canary ?? null;
  if (alternative === undefined || canary === null) return go(routedTo(main));
  const { shaping } = canary;
  const decided = (upstream: NginxUpstream, why: string, annotation: string): Step => {
    const because = annotationOf(canary, annotation);
    return go({ ...routedTo(upstream), canary: { kind: 'decided', why }, because });
  };
  const toCanary = (why: string, annotation: string): Step => decided(alternative, why, annotation);
  const toMain = (why: string, annotation: string): Step => decided(main, why, annotation);
  if (alternative.peers.length === 0 && alternative.external === null)
    return toMain('the canary has no endpoints', 'canary');
  const header = shaping.header === '' ? undefined : located.request.headers[shaping.header];
  if (header !== undefined) {
    const by = 'canary-by-header';
    if (shaping.headerValue !== '') {
      if (header === shaping.headerValue) return toCanary(`header ${shaping.header} is ${header}`, `${by}-value`);
    } else if (shaping.headerPattern !== '') {
      const pattern = readExpression(shaping.headerPattern, 'pcre');
      if (pattern === null) return toMain('the header pattern cannot be read here', `${by}-pattern`);
      if (fitsExpression(pattern, header))
        return toCanary(`header ${shaping.header} fits ${shaping.headerPattern}`, `${by}-pattern`);
    } else if (header === 'always') return toCanary(`header ${shaping.header} is always`, by);
    else if (header === 'never') return toMain(`header ${shaping.header} is never`, by);
  }
  const sent = shaping.cookie === '' ? null : cookie(located.request.headers, shaping.cookie);
  if (sent === 'always') return toCanary(`cookie ${shaping.cookie} is always`, 'canary-by-cookie');
  if (sent === 'never') return toMain(`cookie ${shaping.cookie} is never`, 'canary-by-cookie');
  const total = shaping.weightTotal;
  const weight = Math.min(Math.max(0, shaping.weight), total);
  const why = `weight ${weight} of ${total}`;
  if (weight === 0) return toMain(why, 'canary-weight');
  if (weight === total) return toCanary(why, 'canary-weight');
  const drawn = (upstream: NginxUpstream, rest: NginxUpstream, parts: number): Step => {
    const share = fraction(BigInt(parts), BigInt(total));
    const because = annotationOf(canary, 'canary-weight');
    const other = sideOf(rest, why, fraction(BigInt(total - parts), BigInt(total)));
    return go({ upstream, canary: { kind: 'drawn', why, share: shareOf(share) }, because, share, other });
  };
  const branches: NonEmpty<Branch> = [
    {
      weight: BigInt(total - weight),
      alike: ['main'],
      take: () => drawn(main, alternative, total - weight),
    },
    { weight: BigInt(weight), alike: ['canary'], take: () => drawn(alternative, main, weight) },
  ];
  return { then: 'fork', choice: 'canary', branches };
}

function sideOf({ service, name }: NginxUpstream, why: string, share: Fraction): Alternative {
  return { label: service?.name ?? name, why, share: shareOf(share), object: service };
}
