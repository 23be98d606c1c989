import type { ReachabilityBlock } from '#document';

/** A row of characters for each sender, one for each receiver. */
export interface ReachRows {
  readonly rows: Readonly<Record<string, string>>;
}

export interface ReachReport {
  readonly protocol: string;
  readonly port: number | string;
  /** Cells that are stated: a `?` is none, the diagonal is one. */
  readonly cells: number;
  readonly wrong: readonly WrongCell[];
}

export interface WrongCell {
  readonly from: string;
  readonly to: string;
  readonly expected: string;
  readonly actual: string;
}

/** Compares a block of `reachability` with a table over the same entries. A cell about which nothing can be said is wrong. */
export function judgeReach(block: ReachabilityBlock, table: ReachRows): ReachReport {
  const { protocol, port, pods, rows } = block;
  const stated = Object.entries(rows).flatMap(([from, row]) =>
    pods.flatMap((to, index): readonly WrongCell[] => {
      const expected = row[index] ?? '?';
      return expected === '?' ? [] : [{ from, to, expected, actual: table.rows[from]?.[index] ?? '?' }];
    }),
  );
  const wrong = stated.filter(({ expected, actual }) => expected !== actual);
  return { protocol, port, cells: stated.length, wrong };
}
