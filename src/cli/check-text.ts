import { type CheckResults, type FileResult, holds, type Totals } from './check-results.ts';

const SHOWN_CELLS = 8;

/** Every expectation that fails, file by file, and the totals. */
export function checkText({ files, totals }: CheckResults): string {
  const parts = files.filter((file) => !holds(file)).map(fileText);
  return [...parts, totalsText(totals)].join('\n\n');
}

function fileText({ file, error, requests, reachability, checks }: FileResult): string {
  const lines = [file];
  if (error !== undefined) lines.push(...error.split('\n').map((line) => `  error: ${line}`));
  for (const { name, failures } of requests.filter(({ pass }) => !pass)) {
    lines.push(`  request ${name}`, ...failures.map(failureText));
  }
  for (const { protocol, port, cells, wrong } of reachability.filter((block) => block.wrong.length > 0)) {
    lines.push(`  reachability ${protocol} ${port}: ${wrong.length} of ${cells} cells wrong`);
    lines.push(
      ...wrong
        .slice(0, SHOWN_CELLS)
        .map((one) => `    ${one.from} -> ${one.to}: expected ${one.expected}, got ${one.actual}`),
    );
    if (wrong.length > SHOWN_CELLS) lines.push(`    and ${wrong.length - SHOWN_CELLS} more`);
  }
  for (const { kind, name, failures } of checks.filter(({ pass }) => !pass)) {
    lines.push(`  ${kind} ${name}`, ...failures.map(failureText));
  }
  return lines.join('\n');
}

function failureText({ key, expected, actual }: FileResult['requests'][number]['failures'][number]): string {
  return key === 'unsupported'
    ? `    unsupported: ${expected}: ${actual}`
    : `    ${key}: expected ${expected}, got ${actual}`;
}

function totalsText(totals: Totals): string {
  const counts = [
    `${totals.requestsPassed} of ${totals.requests} requests`,
    ...(totals.cells === 0 ? [] : [`${totals.cellsPassed} of ${totals.cells} cells`]),
    ...(totals.checks === 0 ? [] : [`${totals.checksPassed} of ${totals.checks} checks`]),
  ];
  const files = `${totals.files} ${totals.files === 1 ? 'file' : 'files'}`;
  const errors = totals.errors === 0 ? '' : `; ${totals.errors} not read, or only in part`;
  return `${files}: ${counts.join(', ')} as expected${errors}`;
}
