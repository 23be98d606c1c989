import { type Fraction, fraction, fractionOf, plus, shareOf } from './share.ts';
import type { Share } from './share.ts';
import type { Odds } from './trace.ts';

/** Who receives of several requests, in which share by rule, and how often it was drawn. */
export interface Receiving {
  /** `web-6c9f-p2xk8`, or what became of those that nobody received. */
  readonly label: string;
  /** `10.244.1.5:80`; empty where nobody received. */
  readonly endpoint: string;
  /** Exact. */
  readonly share: Share;
  /** The same from 0 to 1, for a bar. */
  readonly part: number;
  readonly drawn: number;
}

/** A row for each receiver, the likeliest first; empty where no request reaches anybody, or only one was sent. */
export function receivingOf({ possible, drawn }: Odds): readonly Receiving[] {
  if (drawn.length === 0 || possible.every(({ members }) => members.length === 0)) return [];
  const shares = new Map<string, { readonly label: string; readonly share: Fraction }>();
  const add = (endpoint: string, label: string, share: Fraction) => {
    const before = shares.get(endpoint);
    shares.set(endpoint, { label, share: before === undefined ? share : plus(before.share, share) });
  };
  for (const { share, outcome, members } of possible) {
    const whole = fractionOf(share);
    const isReceived = outcome.word === 'delivered' && members.length > 0;
    if (!isReceived) add('', 'nobody', whole);
    else
      for (const { pod, ip, port } of members)
        add(endpointOf(ip, port), nameOf(pod) ?? ip, fraction(whole.part, whole.of * BigInt(members.length)));
  }
  return [...shares]
    .map(([endpoint, { label, share }]) => ({
      label,
      endpoint,
      share: shareOf(share),
      part: Number(share.part) / Number(share.of),
      drawn: drawn.filter((one) => (endpoint === '' ? !shares.has(one) || one === '' : one === endpoint)).length,
    }))
    .filter(({ part, drawn: times }) => part > 0 || times > 0)
    .toSorted((a, b) => b.part - a.part || (a.endpoint < b.endpoint ? -1 : 1));
}

/** As the engine writes what was drawn. */
function endpointOf(ip: string, port: number): string {
  return `${ip}:${port}`;
}

function nameOf(pod: string | null): string | null {
  return pod === null ? null : pod.slice(pod.indexOf('/') + 1);
}
