import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const journey = (title: string, status: string) => ({
  title,
  file: 'files.spec.ts',
  line: 7,
  tests: [{ status }],
});

interface Totals {
  readonly lines: readonly string[];
  readonly code: number | null;
}

/** What is printed, and the exit code it ends with, of Playwright's report of the journeys; inner ones stand in a `describe`. */
function totalsOf(outer: readonly object[], inner: readonly object[], stats: object): Totals {
  const folder = mkdtempSync(join(tmpdir(), 'totals-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const report = { suites: [{ specs: outer, suites: [{ specs: inner }] }], stats };
  writeFileSync(join(folder, 'browser.json'), JSON.stringify(report));
  const { stdout, status } = spawnSync('node', ['.ci/totals.mjs', folder, '0'], { encoding: 'utf8' });
  return { lines: stdout.trimEnd().split('\n'), code: status };
}

it('names each journey that passed only when it was tried again, also inside of others', () => {
  const outer = [journey('opens at once', 'expected'), journey('a drop opens', 'flaky')];
  expect(totalsOf(outer, [journey('on a phone', 'flaky')], { expected: 1, flaky: 2, unexpected: 0 })).toEqual({
    lines: [
      'flaky: files.spec.ts:7 a drop opens',
      'flaky: files.spec.ts:7 on a phone',
      '2 flaky, 3 at most',
      '1 passed, 0 failed',
    ],
    code: 0,
  });
});

it.each([
  { flaky: 3, last: '9 passed, 0 failed', code: 0 },
  { flaky: 4, last: '9 passed, 4 failed', code: 2 },
])('ends with $code where $flaky journeys had to be tried again', ({ flaky, last, code }) => {
  const outer = Array.from({ length: flaky }, (_, index) => journey(`opens file ${index}`, 'flaky'));
  const totals = totalsOf(outer, [], { expected: 9, flaky, unexpected: 0 });
  expect([totals.lines.at(-1), totals.code]).toEqual([last, code]);
});

it('counts as failed what failed twice', () => {
  const outer = [journey('a drop opens', 'unexpected')];
  expect(totalsOf(outer, [], { expected: 0, flaky: 0, unexpected: 1 })).toEqual({
    lines: ['0 passed, 1 failed'],
    code: 0,
  });
});
