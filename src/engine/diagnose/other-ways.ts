import type { Member, Odds, Possibility, Trace } from '#trace';
import { fraction, fractionOf, shareOf, times } from '#trace';

const SHOWN = 8;

/** What else could have happened than the run shown, with exact shares: other receivers, other ends. */
export function otherWays(trace: Trace, odds: Odds): readonly string[] {
  const ways = odds.possible.flatMap((possibility) => waysOf(possibility, trace));
  const more = ways.length - SHOWN;
  const unexpanded = fractionOf(odds.unexpanded).part === 0n ? [] : [`${odds.unexpanded} was not looked at`];
  return [...ways.slice(0, SHOWN), ...(more > 0 ? [`${more} more ways`] : []), ...unexpanded];
}

function waysOf(possibility: Possibility, trace: Trace): readonly string[] {
  const { outcome, members, share } = possibility;
  const sameEnd = endText(possibility) === endText(trace);
  if (members.length === 0) return sameEnd && trace.receiver === null ? [] : [`${share} ${endText(possibility)}`];
  const each = shareOf(times(fractionOf(share), fraction(1n, BigInt(members.length))));
  return members
    .filter((member) => !sameEnd || !isSame(member, trace.receiver))
    .map((member) => `${each} ${outcome.word} ${nameOf(member)}${statusText(possibility)}`);
}

function isSame(member: Member, receiver: Member | null): boolean {
  return receiver !== null && member.ip === receiver.ip && member.port === receiver.port;
}

function nameOf({ pod, ip, port }: Member): string {
  return pod === null ? `${ip}:${port}` : `pod/${pod}`;
}

function endText({ outcome }: Pick<Trace, 'outcome'>): string {
  const { word, stoppedAt } = outcome;
  return `${word}${statusText({ outcome })}${stoppedAt === null ? '' : `, ${stoppedAt.layer} ${stoppedAt.reason}`}`;
}

function statusText({ outcome: { response } }: Pick<Trace, 'outcome'>): string {
  return response === null ? '' : `, ${response.grpcStatus ?? response.status}`;
}
