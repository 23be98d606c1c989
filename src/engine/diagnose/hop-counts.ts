import type { Hop, Pass, Trace } from '#trace';
import { isPing } from './reason-text.ts';

/**
 * How many hops a run has, and what they were for: `22 hops: lookup 6, request 10, reply 6; 1 connection, 1 lookup.` The
 * parts add up to the whole, which is what the player counts.
 */
export function countsOf({ hops, passes, outcome }: Trace): string {
  const isQuestion = outcome.word === 'answered' && outcome.dns !== null;
  const lookups = passes.filter(({ why }) => why === 'lookup');
  const purposeOf = purposes(passes);
  const many = (part: Part): number => hops.filter((hop) => partOf(hop, purposeOf(hop.pass)) === part).length;
  const back = many('reply');
  const askedAndSent: readonly (readonly [string, number])[] = isQuestion
    ? [
        ['question', many('lookup') + many('request')],
        ['answer', many('lookup reply') + back],
      ]
    : [
        [lookups.length > 1 ? 'lookups' : 'lookup', many('lookup') + many('lookup reply')],
        ['request', many('request')],
        ['reply', back],
      ];
  const parts = [
    ...askedAndSent,
    ['mirror', many('mirror')] as const,
    [
      passes.filter(({ rides }) => rides !== null).length > 1 ? 'next requests' : 'next request',
      many('riding'),
    ] as const,
  ]
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${word} ${count}`);
  const isSent = hops.some((hop) => hop.kind === 'send' && partOf(hop, purposeOf(hop.pass)) === 'request');
  // A reset, or an ICMP rejection, is what the sender hears, though no answer is walked back hop by hop.
  const silence = outcome.word === 'refused' ? 'refused at once' : 'no reply';
  const answered = back > 0 || isQuestion ? [] : [isSent ? silence : 'no request sent'];
  const opened = [...nonZero(connectionsOf(hops, passes), 'connection'), ...nonZero(lookups.length, 'lookup')];
  const told =
    parts.length === 1
      ? [counted(hops.length, 'hop'), ...answered].join(', ')
      : `${counted(hops.length, 'hop')}: ${[...parts, ...answered].join(', ')}`;
  return `${told}${opened.length === 0 ? '' : `; ${opened.join(', ')}`}.`;
}

/** What a pass belongs to; what a lookup or a mirror opens belongs to it. */
type Purpose = 'lookup' | 'mirror' | 'riding' | 'own';
type Part = 'lookup' | 'lookup reply' | 'mirror' | 'riding' | 'request' | 'reply';

function purposes(passes: readonly Pass[]): (pass: string) => Purpose {
  const within = (of: (pass: Pass) => boolean): ((pass: string) => boolean) => {
    const ids = passes.filter(of).map(({ id }) => id);
    return (pass) => ids.some((id) => pass === id || pass.startsWith(`${id}/`));
  };
  const isRiding = within(({ rides }) => rides !== null);
  const isMirror = within(({ why }) => why === 'mirror');
  const isLookup = within(({ why }) => why === 'lookup');
  return (pass) => (isRiding(pass) ? 'riding' : isMirror(pass) ? 'mirror' : isLookup(pass) ? 'lookup' : 'own');
}

/** What a resolver asks and gives to the program comes before anything is sent. */
function isForName({ kind }: Hop): boolean {
  return kind === 'lookup' || kind === 'resolved';
}

function partOf(hop: Hop, purpose: Purpose): Part {
  const { way } = hop;
  switch (purpose) {
    case 'lookup':
      return way === 'reply' ? 'lookup reply' : 'lookup';
    case 'own':
      return way === 'reply' ? 'reply' : isForName(hop) ? 'lookup' : 'request';
    case 'mirror':
    case 'riding':
      return purpose;
  }
}

/** Connections that were opened: of the sender, of proxies, and those that a balancer opens in its own name. */
function connectionsOf(hops: readonly Hop[], passes: readonly Pass[]): number {
  const sent = new Set(hops.filter((hop) => hop.kind === 'send' && !isPing(hop)).map(({ pass }) => pass));
  const opened = passes.filter(({ id, why, rides }) => why !== 'lookup' && rides === null && sent.has(id));
  const own = hops.filter(
    (hop) =>
      hop.kind === 'balance' &&
      hop.way === 'forward' &&
      hop.decision.opensOwnConnection &&
      hop.decision.by === undefined,
  );
  return opened.length + own.length;
}

function nonZero(count: number, word: string): readonly string[] {
  return count === 0 ? [] : [counted(count, word)];
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
