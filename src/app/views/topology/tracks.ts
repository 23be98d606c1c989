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
  private readonly counts = new Map<string, number>();
  private readonly chosen: Choice | null;

  /** `chosen` has tracks that were picked before, by who looked at the whole picture. */
  constructor(chosen: Choice | null = null) {
    this.chosen = chosen;
  }

  /** Notes that a way runs along a channel between two coordinates. */
  note(channel: Channel, way: string, from: number, to: number): void {
    this.counts.set(channel.id, channel.count);
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
    const placed = place(this.uses.get(id) ?? [], this.chosen?.get(id) ?? new Map());
    this.taken.set(id, placed);
    return placed;
  }

  /** The same ways on other tracks; `choice` has one for each way, as those of `changed` do. */
  on(choice: Choice): Tracks {
    const other = new Tracks(choice);
    for (const [id, uses] of this.uses) other.uses.set(id, uses);
    for (const [id, count] of this.counts) other.counts.set(id, count);
    for (const [id, placed] of choice) other.taken.set(id, placed);
    return other;
  }

  /** Who takes which track, channel by channel. */
  choice(): Choice {
    return new Map([...this.uses.keys()].map((id) => [id, this.placesIn(id)]));
  }

  /** What can be changed: each way in each channel, and the other tracks that there are. */
  changes(): readonly Change[] {
    return [...this.choice()].flatMap(([channel, placed]) => {
      const tracks = Array.from({ length: this.counts.get(channel) ?? 0 }, (_, index) => index);
      return [...placed.keys()].flatMap((user) => tracks.map((to) => ({ channel, user, to })));
    });
  }

  /** The choices with that change, alone and as an exchange with who is there, where no ways would lie on one another. */
  changed({ channel, user, to }: Change): readonly Choice[] {
    const present = this.choice();
    const placed = present.get(channel) ?? new Map<string, number>();
    const from = placed.get(user);
    if (from === undefined || from === to) return [];
    const exchanged = new Map([...placed].map(([one, at]) => [one, at === to ? from : at]));
    return [new Map([...placed, [user, to]]), exchanged.set(user, to)]
      .filter((next) => isFree(this.uses.get(channel) ?? [], next))
      .map((next) => new Map([...present, [channel, next]]));
  }
}

/** A way takes another track of a channel. */
export interface Change {
  readonly channel: string;
  readonly user: string;
  readonly to: number;
}

/** The number of each way's track, by channel. */
export type Choice = ReadonlyMap<string, ReadonlyMap<string, number>>;

function isFree(uses: readonly Use[], placed: ReadonlyMap<string, number>): boolean {
  return uses.every((a, index) =>
    uses
      .slice(index + 1)
      .every((b) => a.user === b.user || placed.get(a.user) !== placed.get(b.user) || !runBeside(a, b)),
  );
}

function userOf({ part }: Channel, way: string): string {
  return `${way} ${part}`;
}

function place(uses: readonly Use[], chosen: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const placed = new Map(chosen);
  const byUser = new Map<string, Use[]>();
  for (const use of uses) {
    const own = byUser.get(use.user);
    if (own) own.push(use);
    else byUser.set(use.user, [use]);
  }
  const tracks: Use[][] = [];
  const lay = (index: number, own: readonly Use[]) => {
    while (tracks.length <= index) tracks.push([]);
    tracks[index]?.push(...own);
  };
  for (const [user, index] of placed) lay(index, byUser.get(user) ?? []);
  for (const [user, own] of byUser) {
    if (placed.has(user)) continue;
    const free = tracks.findIndex((track) => !track.some((one) => own.some((mine) => runBeside(mine, one))));
    const index = free === -1 ? tracks.length : free;
    placed.set(user, index);
    lay(index, own);
  }
  return placed;
}

function runBeside(a: Use, b: Use): boolean {
  return a.from < b.to + APART && b.from < a.to + APART;
}
