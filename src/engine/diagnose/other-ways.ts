import type { Fraction, Member, Odds, Possibility, Trace } from '#trace';
import { fraction, fractionOf, plus, shareOf, times, ZERO } from '#trace';
import { answerText } from './answer-text.ts';
import { reasonText } from './reason-text.ts';

const SHOWN = 8;

/** What else could have happened than the run shown, with exact shares: other receivers, other ends. */
export function otherWays(trace: Trace, odds: Odds): readonly string[] {
  const shares = new Map<string, Fraction>();
  for (const { text, share } of odds.possible.flatMap(waysOf)) shares.set(text, plus(shares.get(text) ?? ZERO, share));
  shares.delete(wayText(trace, trace.receiver));
  const ways = [...shares].filter(([, share]) => share.part > 0n).map(([text, share]) => `${shareOf(share)} ${text}`);
  const more = ways.length - SHOWN;
  const unexpanded = fractionOf(odds.unexpanded).part === 0n ? [] : [`${odds.unexpanded} was not looked at`];
  return [...ways.slice(0, SHOWN), ...(more > 0 ? [`${more} more ways`] : []), ...unexpanded];
}

function waysOf(possibility: Possibility): readonly { readonly text: string; readonly share: Fraction }[] {
  const { members, share } = possibility;
  if (members.length === 0) return [{ text: wayText(possibility, null), share: fractionOf(share) }];
  const each = times(fractionOf(share), fraction(1n, BigInt(members.length)));
  return members.map((member) => ({ text: wayText(possibility, member), share: each }));
}

/** A sentence as a part of another. */
function clause(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;
}

/** `delivered pod/shop/web-0, 200`; `refused pod/shop/web-1, no container of the pod listens on that port`. */
function wayText({ outcome: { word, response, stoppedAt } }: Pick<Trace, 'outcome'>, receiver: Member | null): string {
  const parts = [
    receiver === null ? word : `${word} ${nameOf(receiver)}`,
    ...(response === null ? [] : [answerText(response)]),
    ...(stoppedAt === null ? [] : [clause(reasonText(stoppedAt, null))]),
  ];
  return parts.join(', ');
}

function nameOf({ pod, ip, port }: Member): string {
  return pod === null ? `${ip}:${port}` : `pod/${pod}`;
}
