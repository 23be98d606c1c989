import { listText, possibleIn } from '../every.ts';
import { endpointText } from '../named.ts';
import { parseIp } from '#net';
import type { KeyJudge } from './key-judge.ts';

/** The whole set that could have been chosen, over all possibilities, in any order. */
export const judgeEndpoints: KeyJudge<'endpoints'> = (wanted, odds) => {
  const actual = new Set(possibleIn(odds).flatMap(({ members }) => members.map(endpointText)));
  const expected = new Set(wanted.map(plainEndpoint));
  if (actual.size === expected.size && [...expected].every((one) => actual.has(one))) return [];
  return [{ key: 'endpoints', expected: listText([...expected].sort()), actual: listText([...actual].sort()) }];
};

/** An endpoint in the one spelling that results have. */
function plainEndpoint(text: string): string {
  const match = /^\[?(.*?)\]?:(\d+)$/.exec(text.trim());
  const ip = parseIp(match?.[1] ?? '');
  return ip === null ? text : endpointText({ ip, port: Number(match?.[2]) });
}
