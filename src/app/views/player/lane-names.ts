import type { HopKey, Pass } from '#view';

/** What a track of the strip is called. */
export interface LaneName {
  readonly id: string;
  /** What opened it: `request`, `lookup`, `upstream`; `lookup, forwarded` where a server asks another one. */
  readonly why: string;
  /** Its target without the cluster's own domain, cut in the middle where it is long; no two of a strip are alike. */
  readonly short: string;
  readonly full: string;
}

const MOST = 40;

interface Lanes {
  readonly passes: readonly Pick<Pass, 'id' | 'why' | 'label' | 'openedBy'>[];
  readonly hops: readonly { readonly key: HopKey; readonly pass: Pass['id'] }[];
}

/** Names for the tracks in their order. Several lookups of one name by the same asker are counted. */
export function laneNames({ passes, hops }: Lanes): readonly LaneName[] {
  const lookups = new Set(passes.filter(({ why }) => why === 'lookup').map(({ id }) => id));
  const forwarders = new Set(hops.filter(({ pass }) => lookups.has(pass)).map(({ key }) => key));
  const named = passes.map(({ id, why, label, openedBy }) => {
    const isForwarded = why === 'lookup' && openedBy !== null && forwarders.has(openedBy);
    return { id, why: isForwarded ? 'lookup, forwarded' : why, label };
  });
  const seen = new Map<string, number>();
  const full = named.map(({ why, label }) => {
    const again = (seen.get(`${why} ${label}`) ?? 0) + 1;
    seen.set(`${why} ${label}`, again);
    return again === 1 ? label : `${label}, again (${again})`;
  });
  const cut = full.map((one) => cutMiddle(withoutDomain(one), MOST));
  return named.map(({ id, why }, index) => {
    const whole = full[index] ?? '';
    const short = cut[index] ?? '';
    const isOnlyOne = !named.some((other, place) => place !== index && other.why === why && cut[place] === short);
    return { id, why, short: isOnlyOne ? short : whole, full: `${why}: ${whole}` };
  });
}

/** `records.clinic.svc… AAAA`: what is left out of names of Services is the same for all of them. */
function withoutDomain(text: string): string {
  return text.replace(/\.svc\.(?!\S*\.svc\.)\S+\.(?=[\s,]|$)/, '.svc…');
}

/** Both ends tell names apart: a lookup's search domain begins alike, and ends with its type. */
function cutMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = Math.floor(most / 3);
  return `${text.slice(0, most - end - 1)}…${text.slice(-end)}`;
}
