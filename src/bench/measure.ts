/** Times of one thing done several times, in milliseconds. */
export interface Times {
  readonly first: number;
  readonly median: number;
}

/** Does a thing as often as asked; the first time is kept apart, for what is made only once. */
export function measure(rounds: number, act: (round: number) => unknown): Times {
  return measured(rounds, act, () => performance.now());
}

/** The same in milliseconds of the processor's time, which other programs on the machine lengthen less. */
export function measureWork(rounds: number, act: (round: number) => unknown): Times {
  return measured(rounds, act, () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  });
}

function measured(rounds: number, act: (round: number) => unknown, now: () => number): Times {
  const times = Array.from({ length: rounds }, (_, round) => {
    const start = now();
    act(round);
    return now() - start;
  });
  const sorted = times.toSorted((a, b) => a - b);
  return { first: times[0] ?? 0, median: sorted[Math.floor(sorted.length / 2)] ?? 0 };
}

/** One line of the table: what was measured, what came out, the aim of DESIGN's budget, and the ratio to it or to a peer. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly aim: string;
  readonly ratio: string;
}

export function row(what: string, [value, aim]: readonly [number, number], unit: string): Row {
  return {
    what,
    measured: `${figure(value)} ${unit}`,
    aim: `${figure(aim)} ${unit}`,
    ratio: `${figure(value / aim)} of the aim`,
  };
}

export function figure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** The rows as a table in Markdown. */
export function table(rows: readonly Row[]): string {
  const lines = [
    ['what', 'measured', 'aim', 'ratio'],
    ...rows.map(({ what, measured, aim, ratio }) => [what, measured, aim, ratio]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const print = (line: readonly string[]): string =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = lines;
  return [print(head), print(widths.map((width) => '-'.repeat(width))), ...body.map(print)].join('\n');
}
