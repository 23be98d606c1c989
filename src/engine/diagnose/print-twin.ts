import type { Twin, TwinLine } from './text-twin.ts';

/** The text twin for a terminal. */
export function printTwin({ title, facts, assumed, unsupported, lines, others }: Twin): string {
  const widths = widthsOf(lines);
  return [
    title,
    ...facts.map((fact) => `  ${fact}`),
    ...assumed.map((sentence) => `  assumed: ${sentence}`),
    ...unsupported.map((sentence) => `  not supported: ${sentence}`),
    '',
    ...lines.map((line) => printLine(line, widths)),
    ...(others.length === 0 ? [] : [`  could also: ${others.join('; ')}`]),
  ].join('\n');
}

interface Widths {
  readonly number: number;
  readonly place: number;
  readonly what: number;
}

const LONGEST = 72;

function widthsOf(lines: readonly TwinLine[]): Widths {
  const hops = lines.flatMap((line) => (line.kind === 'hop' ? [line] : []));
  const widest = (lengths: readonly number[]): number => Math.min(LONGEST, Math.max(0, ...lengths));
  return {
    number: String(hops.length).length,
    place: widest(hops.map(({ place, number }) => place.length + (number === null ? 1 : 0))),
    what: widest(hops.map(({ what }) => what.length)),
  };
}

function printLine(line: TwinLine, widths: Widths): string {
  switch (line.kind) {
    case 'pass':
      return `  ${line.text}`;
    case 'reply':
      return `  reply: ${line.text}`;
    case 'hop': {
      const { number, layer, place, what, packet } = line;
      const start = number === null ? `${' '.repeat(widths.number)}  ` : `${String(number).padStart(widths.number)} `;
      const cells = [
        `  ${start}${layer.padEnd(8)}`,
        place.padEnd(widths.place - (number === null ? 1 : 0)),
        what.padEnd(widths.what),
        packet,
        line.line,
      ];
      return cells.join('  ').trimEnd();
    }
  }
}
