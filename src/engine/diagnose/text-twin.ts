import type { Problem } from '#source';
import type { Hop, Pass, Trace } from '#trace';
import { plainText } from '#trace';
import { passText } from './pass-text.ts';
import { hopPlace, packetChange } from './hop-text.ts';
import { otherWays } from './other-ways.ts';
import { type TwinFacts, twinHops } from './twin-hops.ts';
import type { TwinSource } from './twin-source.ts';

/**
 * One line of the text twin. A `hop` is numbered, one of a lookup is not (`number` null) and stands a step further in;
 * a `pass` heads the hops of a connection that was opened on the way; a `reply` sums up the way back.
 */
export type TwinLine =
  | {
      readonly kind: 'hop';
      readonly number: number | null;
      readonly layer: string;
      readonly place: string;
      readonly what: string;
      readonly packet: string;
      /** `manifests:88`, empty where nothing written decided. */
      readonly line: string;
    }
  | { readonly kind: 'pass' | 'reply'; readonly text: string };

export interface Twin {
  readonly title: string;
  /** What stands below the verdict. */
  readonly facts: readonly string[];
  readonly assumed: readonly string[];
  readonly unsupported: readonly string[];
  readonly lines: readonly TwinLine[];
  /** Every hop in playing order with all that is known of it: what `lines` tells in short. */
  readonly hops: readonly TwinFacts[];
  /** What could have happened instead, with shares. */
  readonly others: readonly string[];
}

/** The same facts as the picture of a run, as an ordered list: for readers, screen readers, transcripts and tests. */
export function textTwin(source: TwinSource): Twin {
  const { trace, odds, verdict } = source;
  return {
    title: `${trace.request}: ${lowerFirst(verdict.sentence)}`,
    facts: verdict.facts,
    assumed: trace.assumed.map(({ sentence }) => sentence),
    unsupported: trace.unsupported.map((problem: Problem) => problem.sentence),
    lines: linesOf(source),
    hops: twinHops(source),
    others: otherWays(trace, odds),
  };
}

function linesOf(source: TwinSource): readonly TwinLine[] {
  const { hops, passes } = source.trace;
  const passOf = new Map(passes.map((pass) => [pass.id, pass]));
  const lines: TwinLine[] = [];
  let number = 0;
  let current: string = passes[0].id;
  for (const [at, hop] of hops.entries()) {
    const pass = passOf.get(hop.pass) ?? passes[0];
    const isLookup = isInLookup(pass, passOf);
    if (!isLookup && pass.id !== current) {
      if (hop.way === 'forward') lines.push({ kind: 'pass', text: openedText(pass, passes[0]) });
      current = pass.id;
    }
    if (isQuietReply(hop, hops)) {
      const before = hops[at - 1];
      const begins = before?.pass !== hop.pass || before.way !== 'reply';
      if (begins && !isLookup) lines.push({ kind: 'reply', text: replyText(hops.slice(at), hop, source) });
      continue;
    }
    lines.push(hopLine(hop, isLookup ? null : ++number, source));
  }
  return lines;
}

/** The way back is told hop by hop only where something goes wrong on it. */
function isQuietReply(hop: Hop, hops: Trace['hops']): boolean {
  if (hop.way !== 'reply') return false;
  return !hops.some(
    (other) => other.pass === hop.pass && other.way === 'reply' && other.kind !== 'returned' && other.after === null,
  );
}

function isInLookup(pass: Pass, passOf: ReadonlyMap<string, Pass>): boolean {
  if (pass.why === 'lookup') return true;
  const parent = passOf.get(pass.id.slice(0, pass.id.lastIndexOf('/')));
  return parent !== undefined && isInLookup(parent, passOf);
}

function hopLine(hop: Hop, number: number | null, { hops }: TwinSource): TwinLine {
  const told = hops[hop.key];
  const line = told?.evidence.find(({ range }) => range !== null)?.range?.start.line;
  return {
    kind: 'hop',
    number,
    layer: hop.layer,
    place: hopPlace(hop),
    what: told === undefined ? hop.kind : plainText(told.story.title),
    packet: packetChange(hop),
    line: line === undefined ? '' : `manifests:${line}`,
  };
}

function openedText(pass: Pass, first: Pass): string {
  if (pass.id === first.id) return 'back on the first connection';
  switch (pass.why) {
    case 'upstream':
    case 'retry':
    case 'mirror':
    case 'redirect':
    case 'subrequest':
      return `${pass.why}, a new connection: ${pass.label}`;
    case 'request':
    case 'lookup':
    case 'then':
      return passText(pass);
  }
}

function replyText(rest: readonly Hop[], first: Hop, { hops }: TwinSource): string {
  const end = rest.findIndex(({ pass, way }) => pass !== first.pass || way !== 'reply');
  const back = end < 0 ? rest : rest.slice(0, end);
  const undone = back.flatMap((hop) => (hop.kind === 'restore' ? [hop.decision.node] : []));
  const returned = back.find(({ kind }) => kind === 'returned');
  const told = returned === undefined ? undefined : hops[returned.key];
  return [
    `${back.length} ${back.length === 1 ? 'hop' : 'hops'} back`,
    ...(undone.length === 0 ? [] : [`NAT undone on ${[...new Set(undone)].join(', ')}`]),
    ...(told === undefined ? [] : [plainText(told.story.title)]),
  ].join('; ');
}

function lowerFirst(sentence: string): string {
  return /^[A-Z][a-z]/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
}
