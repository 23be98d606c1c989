import type { Report } from '#engine';

/** What `check` found in one file. `error` says why it could not be read, or only in part. */
export interface FileResult extends Report {
  readonly file: string;
  readonly error?: string;
}

export interface Totals {
  readonly files: number;
  readonly requests: number;
  readonly requestsPassed: number;
  readonly cells: number;
  readonly cellsPassed: number;
  readonly checks: number;
  readonly checksPassed: number;
  readonly errors: number;
}

/** What `check --format json` prints. */
export interface CheckResults {
  readonly totals: Totals;
  readonly files: readonly FileResult[];
}

export function totalsOf(files: readonly FileResult[]): Totals {
  const requests = files.flatMap((file) => file.requests);
  const blocks = files.flatMap((file) => file.reachability);
  const checks = files.flatMap((file) => file.checks);
  const cells = sum(blocks.map((block) => block.cells));
  return {
    files: files.length,
    requests: requests.length,
    requestsPassed: requests.filter(({ pass }) => pass).length,
    cells,
    cellsPassed: cells - sum(blocks.map(({ wrong }) => wrong.length)),
    checks: checks.length,
    checksPassed: checks.filter(({ pass }) => pass).length,
    errors: files.filter(({ error }) => error !== undefined).length,
  };
}

/** 2 if a file could not be read, 1 if something stated does not hold, else 0. */
export function exitCodeOf({ totals }: CheckResults): 0 | 1 | 2 {
  if (totals.errors > 0) return 2;
  const allHold =
    totals.requests === totals.requestsPassed &&
    totals.cells === totals.cellsPassed &&
    totals.checks === totals.checksPassed;
  return allHold ? 0 : 1;
}

/** Whether a file was read whole and everything in it holds. */
export function holds({ error, requests, reachability, checks }: FileResult): boolean {
  return (
    error === undefined &&
    requests.every(({ pass }) => pass) &&
    checks.every(({ pass }) => pass) &&
    reachability.every(({ wrong }) => wrong.length === 0)
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
