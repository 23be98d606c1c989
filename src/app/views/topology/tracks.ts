/** A free strip that lines run along, side by side: `axis` is the coordinate that all of them share but for their track. */
export interface Channel {
  readonly id: string;
  readonly axis: 'x' | 'y';
  /** Where the first track lies, how far the next lies from it, and how many there are before two share one. */
  readonly first: number;
  readonly step: number;
  readonly count: number;
  /** Tells what one way does in the channel from what else it does there, as going down to a pod from coming up. */
  readonly part: string;
}

/** The coordinate of a way's track in a channel. */
export type Take = (channel: Channel) => number;

export function trackAt({ first, step, count }: Channel, index: number): number {
  return first + (index % count) * step;
}

/** The first track everywhere: for a way that is alone, and to find out which channels it uses. */
export const firstTrack: Take = (channel) => trackAt(channel, 0);

interface Use {
  readonly user: string;
  readonly from: number;
  readonly to: number;
}

/** So near to one another, ends of lines on one track would look like one line. */
const APART = 10;

/**
 * Which track each way takes in each channel: the first on which no other way runs beside it. Whoever is noted first has
 * the first choice, so what is noted later moves nothing.
 */
export class Tracks {
  private readonly uses = new Map<string, Use[]>();
  private readonly taken = new Map<string, ReadonlyMap<string, number>>();

  /** Notes that a way runs along a channel between two coordinates. */
  note(channel: Channel, way: string, from: number, to: number): void {
    const use = { user: userOf(channel, way), from: Math.min(from, to), to: Math.max(from, to) };
    const noted = this.uses.get(channel.id);
    if (noted) noted.push(use);
    else this.uses.set(channel.id, [use]);
    this.taken.delete(channel.id);
  }

  take(way: string): Take {
    return (channel) => trackAt(channel, this.placesIn(channel.id).get(userOf(channel, way)) ?? 0);
  }

  private placesIn(id: string): ReadonlyMap<string, number> {
    const known = this.taken.get(id);
    if (known) return known;
    const placed = place(this.uses.get(id) ?? []);
    this.taken.set(id, placed);
    return placed;
  }
}

function userOf({ part }: Channel, way: string): string {
  return `${way} ${part}`;
}

function place(uses: readonly Use[]): ReadonlyMap<string, number> {
  const placed = new Map<string, number>();
  const byUser = new Map<string, Use[]>();
  for (const use of uses) {
    const own = byUser.get(use.user);
    if (own) own.push(use);
    else byUser.set(use.user, [use]);
  }
  const tracks: Use[][] = [];
  for (const [user, own] of byUser) {
    const free = tracks.findIndex((track) => !track.some((one) => own.some((mine) => runBeside(mine, one))));
    const index = free === -1 ? tracks.length : free;
    placed.set(user, index);
    if (free === -1) tracks.push([...own]);
    else tracks[index]?.push(...own);
  }
  return placed;
}

function runBeside(a: Use, b: Use): boolean {
  return a.from < b.to + APART && b.from < a.to + APART;
}
