import type { Expect } from '#document';
import { parseIp } from '#net';
import type { DnsOutcome, Odds } from '#trace';
import { inEvery, listText } from '../every.ts';
import type { Failure } from '../failure.ts';
import { answerText, sameAnswers } from './dns-answers.ts';
import type { KeyJudge } from './key-judge.ts';

type Wanted = NonNullable<Expect['dns']>;

/**
 * What the resolver returned after its whole search. Answers, servers and options stand in any order, queries,
 * nameservers and searches in theirs; trailing dots are optional, names compare without case.
 */
export const judgeDns: KeyJudge<'dns'> = ({ rcode, answers, queries, servers, resolvConf }, odds) => [
  ...(rcode === undefined ? [] : judgeRcode(rcode, odds)),
  ...(answers === undefined ? [] : judgeAnswers(answers, odds)),
  ...inOrder('dns.queries', queries, odds, plainName, (dns) => dns.queries),
  ...inAnyOrder('dns.servers', servers, odds, plainIp, (dns) => dns.servers),
  ...inOrder('dns.resolvConf.nameservers', resolvConf?.nameservers, odds, plainIp, (dns) => dns.resolvConf.nameservers),
  ...inOrder('dns.resolvConf.searches', resolvConf?.searches, odds, plainName, (dns) => dns.resolvConf.searches),
  ...inAnyOrder(
    'dns.resolvConf.options',
    resolvConf?.options,
    odds,
    (option) => option,
    (dns) => dns.resolvConf.options,
  ),
];

function judgeRcode(wanted: string, odds: Odds): readonly Failure[] {
  return inEvery('dns.rcode', wanted, odds, ({ outcome }) => ({
    holds: outcome.dns?.rcode === wanted.toUpperCase(),
    actual: outcome.dns === null ? NO_LOOKUP : (outcome.dns.rcode ?? 'no reply'),
  }));
}

function judgeAnswers(wanted: NonNullable<Wanted['answers']>, odds: Odds): readonly Failure[] {
  return inEvery('dns.answers', listText(wanted.map(answerText)), odds, ({ outcome }) => ({
    holds: outcome.dns !== null && sameAnswers(wanted, outcome.dns.answers),
    actual: outcome.dns === null ? NO_LOOKUP : listText(outcome.dns.answers.map(answerText)),
  }));
}

const NO_LOOKUP = 'nothing was looked up';

type Read = (dns: DnsOutcome) => readonly string[];

function inOrder(
  key: string,
  wanted: readonly string[] | undefined,
  odds: Odds,
  plain: (text: string) => string,
  read: Read,
): readonly Failure[] {
  return wanted === undefined ? [] : lists(key, wanted.map(plain), odds, (dns) => read(dns).map(plain));
}

function inAnyOrder(
  key: string,
  wanted: readonly string[] | undefined,
  odds: Odds,
  plain: (text: string) => string,
  read: Read,
): readonly Failure[] {
  if (wanted === undefined) return [];
  return lists(key, wanted.map(plain).toSorted(), odds, (dns) => read(dns).map(plain).toSorted());
}

function lists(key: string, wanted: readonly string[], odds: Odds, read: Read): readonly Failure[] {
  const expected = listText(wanted);
  return inEvery(key, expected, odds, ({ outcome }) => {
    if (outcome.dns === null) return { holds: false, actual: NO_LOOKUP };
    const actual = read(outcome.dns);
    return {
      holds: actual.length === wanted.length && actual.every((one, index) => one === wanted[index]),
      actual: listText(actual),
    };
  });
}

function plainName(name: string): string {
  return name.length > 1 && name.endsWith('.') ? name.slice(0, -1).toLowerCase() : name.toLowerCase();
}

function plainIp(text: string): string {
  return parseIp(text) ?? text;
}
