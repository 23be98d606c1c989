import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openSession, printMarkdown, printTwin, textTwin } from '#engine';
import type { Packet } from '#net';
import { hostPort } from '#net';
import { plainText } from '#trace';

const ROOM = new URL('../../public/gallery/', import.meta.url);
const RUNS = readdirSync(ROOM)
  .filter((file) => file.endsWith('.scenario.yaml'))
  .flatMap((file) => {
    const session = openSession(readFileSync(new URL(file, ROOM), 'utf8'));
    return session.scenario.requests.map((request) => ({ file, name: request.name, answer: session.ask(request) }));
  });

/** Markdown as it is read, without the signs that keep text from becoming markup. */
function read(markdown: string): string {
  return markdown.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/\\(.)/g, '$1');
}

const tuples = (packet: Packet | null): readonly string[] =>
  packet === null
    ? []
    : [
        `${hostPort(packet.src, packet.sport)} -> ${hostPort(packet.dst, packet.dport)}`,
        ...tuples(packet.encapsulates),
      ];

describe('the text of every run of the gallery', () => {
  test.each(RUNS)('$file, $name: holds every fact of its trace', ({ answer }) => {
    const { trace, hops } = answer;
    const twin = textTwin(answer);
    const rows = twin.hops.map((one) => ({
      ...one,
      alternatives: one.alternatives.join('; '),
      because: one.because.join('; '),
    }));
    expect(rows.map(({ key }) => key)).toEqual(trace.hops.map(({ key }) => key));
    for (const [index, hop] of trace.hops.entries()) {
      const row = rows[index];
      const view = hops[hop.key];
      const { place, hook } = hop.at;
      const name = { node: 'node', pod: 'pod', balancer: 'service', outside: 'ip' } as const;
      expect(row?.place).toContain(Object.entries(place).find(([key]) => key === name[place.kind])?.[1]);
      expect(row?.place).toContain(hook);
      for (const tuple of [...tuples(hop.before), ...tuples(hop.after)]) expect(row?.packet).toContain(tuple);
      expect(row?.what).toBe(plainText(view?.story.title ?? []));
      expect(row?.detail).toBe(plainText(view?.story.detail ?? []));
      for (const { object, field, said, near } of view?.evidence ?? []) {
        expect(row?.because).toContain(object);
        expect(row?.because).toContain(field);
        expect(row?.because).toContain(said);
        expect(row?.because).toContain(near === null ? '' : `line ${near.range.start.line}`);
      }
      for (const { label, why, share } of hop.notTaken.shown) {
        expect(row?.alternatives).toContain(label);
        expect(row?.alternatives).toContain(why);
        expect(row?.alternatives).toContain(share ?? '');
      }
    }
  });

  test.each(RUNS)('$file, $name: names its passes, assumptions and what is not supported', ({ answer }) => {
    const { trace } = answer;
    const twin = textTwin(answer);
    const told = twin.hops.map(({ pass }) => pass).join('\n');
    for (const { why, label } of trace.passes.filter(({ id }) => trace.hops.some(({ pass }) => pass === id)))
      expect(told).toContain(`${why}: ${label}`);
    expect(twin.assumed).toEqual(trace.assumed.map(({ sentence }) => sentence));
    expect(twin.unsupported).toEqual(trace.unsupported.map(({ sentence }) => sentence));
  });

  test.each(RUNS)('$file, $name: is whole as Markdown, and in a terminal says the same end', ({ answer }) => {
    const twin = textTwin(answer);
    const text = read(printMarkdown(twin));
    const facts = twin.hops.flatMap((one) => [
      one.pass,
      one.place,
      one.what,
      one.detail,
      one.packet.replace(/[|`]/g, ' '),
      ...one.because,
      ...one.alternatives,
    ]);
    for (const fact of [twin.title, ...twin.facts, ...facts, ...twin.assumed, ...twin.unsupported, ...twin.others])
      expect(text).toContain(fact.replace(/\s+/g, ' '));
    for (const told of [twin.title, ...twin.facts]) expect(printTwin(twin)).toContain(told);
  });
});
