import type { Pass } from '#view';

/** What a track of the strip is called. */
export interface LaneName {
  readonly id: string;
  /** What opened it: `request`, `lookup`, `upstream`. */
  readonly why: string;
  /** Its target without the cluster's own domain, cut in the middle where it is long; no two of a strip are alike. */
  readonly short: string;
  readonly full: string;
}

const MOST = 40;

/** Names for the tracks in their order. Several lookups of one name are counted. */
export function laneNames(passes: readonly Pick<Pass, 'id' | 'why' | 'label'>[]): readonly LaneName[] {
  const seen = new Map<string, number>();
  const full = passes.map(({ why, label }) => {
    const again = (seen.get(`${why} ${label}`) ?? 0) + 1;
    seen.set(`${why} ${label}`, again);
    return again === 1 ? label : `${label}, ${again}`;
  });
  const cut = full.map((one) => cutMiddle(withoutDomain(one), MOST));
  return passes.map(({ id, why }, index) => {
    const whole = full[index] ?? '';
    const short = cut[index] ?? '';
    const isOnlyOne = cut.indexOf(short) === cut.lastIndexOf(short);
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
