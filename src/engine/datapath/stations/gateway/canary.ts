import { fitsExpression, readExpression } from '#net';
import type { NginxUpstream } from '#tables';
import type { NonEmpty } from '#trace';
import type { Branch, Step } from '../../flow.ts';
import type { Located } from './request.ts';
import { cookie } from './request.ts';

/** The upstream a request goes to, and the sentence about a canary, `null` where there is none. */
export interface Routed {
  readonly upstream: NginxUpstream;
  readonly canary: string | null;
}

/**
 * Sends the request to the main upstream or to its first canary: by header, then cookie, then weight (balancer.lua
 * `route_to_alternative_balancer`). A canary without endpoints takes nothing.
 */
export function routeCanary(located: Located, main: NginxUpstream, go: (routed: Routed) => Step): Step {
  const name = main.alternatives[0];
  const alternative = name === undefined ? undefined : located.visit.configuration.upstreams.get(name);
  const shaping = alternative?.canary?.shaping;
  if (alternative === undefined || shaping === undefined) return go({ upstream: main, canary: null });
  if (alternative.peers.length === 0 && alternative.external === null)
    return go({ upstream: main, canary: 'the canary has no endpoints' });
  const toCanary = (why: string): Step => go({ upstream: alternative, canary: why });
  const toMain = (why: string): Step => go({ upstream: main, canary: why });
  const header = shaping.header === '' ? undefined : located.request.headers[shaping.header];
  if (header !== undefined) {
    if (shaping.headerValue !== '') {
      if (header === shaping.headerValue) return toCanary(`header ${shaping.header} is ${header}`);
    } else if (shaping.headerPattern !== '') {
      const pattern = readExpression(shaping.headerPattern, 'pcre');
      if (pattern === null) return toMain('the header pattern cannot be read here');
      if (fitsExpression(pattern, header)) return toCanary(`header ${shaping.header} fits ${shaping.headerPattern}`);
    } else if (header === 'always') return toCanary(`header ${shaping.header} is always`);
    else if (header === 'never') return toMain(`header ${shaping.header} is never`);
  }
  const sent = shaping.cookie === '' ? null : cookie(located.request.headers, shaping.cookie);
  if (sent === 'always') return toCanary(`cookie ${shaping.cookie} is always`);
  if (sent === 'never') return toMain(`cookie ${shaping.cookie} is never`);
  const weight = Math.min(Math.max(0, shaping.weight), shaping.weightTotal);
  const text = `weight ${weight} of ${shaping.weightTotal}`;
  if (weight === 0) return toMain(text);
  if (weight === shaping.weightTotal) return toCanary(text);
  const branches: NonEmpty<Branch> = [
    { weight: BigInt(shaping.weightTotal - weight), alike: ['main'], take: () => toMain(text) },
    { weight: BigInt(weight), alike: ['canary'], take: () => toCanary(text) },
  ];
  return { then: 'fork', choice: 'canary', branches };
}
