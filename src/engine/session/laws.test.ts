import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hop, Odds, Trace } from '#trace';
import { fractionOf, ONE, plus, ZERO } from '#trace';
import { openSession } from './index.ts';
import { randomScenario } from './random-scenario.fixture.ts';

const runs = { numRuns: 60 };

describe('laws of every run', () => {
  it('gives the same bytes for the same input', () => {
    fc.assert(
      fc.property(randomScenario, (text) => {
        expect(everything(text)).toBe(everything(text));
      }),
      { numRuns: 20 },
    );
  });

  it('chains hops: a packet enters a hop as the one before left it', () => {
    fc.assert(
      fc.property(randomScenario, (text) => {
        expect(tracesOf(text).flatMap(brokenLinks)).toEqual([]);
      }),
      runs,
    );
  });

  it('has shares that sum to one, with what was not expanded', () => {
    fc.assert(
      fc.property(randomScenario, (text) => {
        for (const { odds } of answersOf(text)) {
          const sum = odds.possible.reduce((total, { share }) => plus(total, fractionOf(share)), ZERO);
          expect(plus(sum, fractionOf(odds.unexpanded))).toEqual(ONE);
        }
      }),
      runs,
    );
  });

  it('follows only ways that spread counts', () => {
    fc.assert(
      fc.property(randomScenario, (text) => {
        for (const { trace, odds } of answersOf(text))
          expect(isAmong(trace, odds), `${trace.request}\n${text}`).toBe(true);
      }),
      runs,
    );
  });

  it('keeps every address and hop key when a comment line is added', () => {
    fc.assert(
      fc.property(randomScenario, fc.nat(), (text, at) => {
        const lines = text.split('\n');
        const first = lines.indexOf('manifests: |') + 1;
        const last = lines.indexOf('requests:');
        const line = first + (at % (last - first));
        const commented = [...lines.slice(0, line), '  # a remark', ...lines.slice(line)].join('\n');
        expect(keysOf(commented)).toEqual(keysOf(text));
      }),
      runs,
    );
  });
});

function answersOf(text: string): readonly { readonly trace: Trace; readonly odds: Odds }[] {
  const session = openSession(text);
  return session.scenario.requests.map((request) => ({
    trace: session.follow(request),
    odds: session.spread(request),
  }));
}

function tracesOf(text: string): readonly Trace[] {
  return answersOf(text).map(({ trace }) => trace);
}

function everything(text: string): string {
  const session = openSession(text);
  return JSON.stringify([session.loaded, session.scenario.requests.map((request) => session.ask(request))]);
}

function keysOf(text: string): unknown {
  const session = openSession(text);
  return {
    pods: session.cluster.pods.map(({ key, ip, node }) => [key, ip, node]),
    services: session.cluster.services.map(({ key, clusterIps, ports, loadBalancer }) => [
      key,
      clusterIps,
      ports,
      loadBalancer,
    ]),
    hops: tracesOf(text).map(({ hops }) => hops.map(({ key }) => key)),
  };
}

/** Within a pass and direction a hop finds the packet as the one before left it; what a hop opens is another packet. */
function brokenLinks(trace: Trace): readonly string[] {
  const last = new Map<string, Hop>();
  return trace.hops.flatMap((hop) => {
    const track = `${hop.pass}/${hop.way}`;
    const previous = last.get(track);
    last.set(track, hop);
    const left = previous?.opens === null ? previous.after : previous?.before;
    if (left === null || left === undefined || hop.before === null || inner(left) === inner(hop.before)) return [];
    return [`${previous?.key} leaves ${inner(left)}, ${hop.key} finds ${inner(hop.before)}`];
  });
}

/** What is inside an overlay's packet: the wire hop wraps it, the next node unwraps it. */
function inner(packet: NonNullable<Hop['before']>): string {
  const { src, dst, sport, dport, protocol } = packet.encapsulates ?? packet;
  return `${protocol} ${src}:${sport} -> ${dst}:${dport}`;
}

function isAmong(trace: Trace, odds: Odds): boolean {
  if (fractionOf(odds.unexpanded).part > 0n) return true;
  return odds.possible.some(
    ({ outcome, members }) =>
      outcome.word === trace.outcome.word &&
      outcome.response?.status === trace.outcome.response?.status &&
      outcome.stoppedAt?.reason === trace.outcome.stoppedAt?.reason &&
      (trace.receiver === null
        ? members.length === 0
        : members.some(({ ip, port }) => ip === trace.receiver?.ip && port === trace.receiver.port)),
  );
}
