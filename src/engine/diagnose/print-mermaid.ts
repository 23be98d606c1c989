import type { Hop, HopKey, Trace } from '#trace';
import { plainText } from '#trace';
import { placeName } from './explain/phrase.ts';
import type { TwinHop } from './twin-source.ts';

/** A run as a mermaid sequence diagram: a participant a place, a message where the packet moves, a note where it is decided on. */
export function printMermaid(trace: Trace, told: Readonly<Record<HopKey, TwinHop>>): string {
  const places = [...new Set(trace.hops.map(({ at }) => placeName(at)))];
  const idOf = new Map(places.map((place, index) => [place, `p${index + 1}`]));
  const lines = trace.hops.flatMap((hop, index) => {
    const place = placeName(hop.at);
    const id = idOf.get(place) ?? '';
    const before = trace.hops[index - 1];
    const from = before === undefined ? id : (idOf.get(placeName(before.at)) ?? id);
    const story = told[hop.key]?.story;
    const text = story === undefined ? hop.kind : plainText(story.title);
    const arrow = hop.way === 'forward' ? '->>' : '-->>';
    const moved = from === id ? [] : [`  ${from}${arrow}${id}: ${escaped(packetText(hop))}`];
    return [...moved, `  Note over ${id}: ${escaped(text)}`];
  });
  return [
    'sequenceDiagram',
    ...places.map((place) => `  participant ${idOf.get(place) ?? ''} as ${escaped(place)}`),
    ...lines,
  ].join('\n');
}

function packetText({ before, after }: Hop): string {
  const packet = before ?? after;
  return packet === null
    ? 'goes on'
    : `${packet.protocol} to ${packet.dst}${packet.dport === null ? '' : `:${packet.dport}`}`;
}

/** Signs that end a statement or begin a comment in mermaid are written by their numbers. */
function escaped(text: string): string {
  return text.replace(/[#;<>]/g, (sign) => `#${sign.charCodeAt(0)};`).replace(/\s+/g, ' ');
}
