import type { Odds } from '#view';

/** Who receives of several requests, in which share by rule, and how often it was drawn. */
export interface Receiving {
  /** `web-6c9f-p2xk8`, or what became of those that nobody received. */
  readonly label: string;
  /** `10.244.1.5:80`; empty where nobody received. */
  readonly endpoint: string;
  /** `1/3`, exact. */
  readonly share: string;
  /** The same from 0 to 1, for a bar. */
  readonly part: number;
  readonly drawn: number;
}

interface Fraction {
  readonly up: bigint;
  readonly down: bigint;
}

/** A row for each receiver, the likeliest first; empty where no request reaches anybody, or only one was sent. */
export function distributionOf({ possible, drawn }: Odds): readonly Receiving[] {
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
        add(endpointOf(ip, port), nameOf(pod) ?? ip, reduced(whole.up, whole.down * BigInt(members.length)));
  }
  return [...shares]
    .map(([endpoint, { label, share }]) => ({
      label,
      endpoint,
      share: textOf(share),
      part: Number(share.up) / Number(share.down),
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

function fractionOf(text: string): Fraction {
  const [up = '0', down = '1'] = text.split('/');
  return { up: BigInt(up), down: BigInt(down) };
}

function plus(a: Fraction, b: Fraction): Fraction {
  return reduced(a.up * b.down + b.up * a.down, a.down * b.down);
}

function reduced(up: bigint, down: bigint): Fraction {
  const common = divisor(up, down);
  return { up: up / common, down: down / common };
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : divisor(b, a % b);
}

function textOf({ up, down }: Fraction): string {
  return down === 1n ? String(up) : `${up}/${down}`;
}
