import { execFileSync } from 'node:child_process';
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

/** What is printed of Playwright's report of the journeys; inner ones stand in a `describe`. */
function totalsOf(outer: readonly object[], inner: readonly object[], stats: object): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'totals-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const report = { suites: [{ specs: outer, suites: [{ specs: inner }] }], stats };
  writeFileSync(join(folder, 'browser.json'), JSON.stringify(report));
  return execFileSync('node', ['.ci/totals.mjs', folder, '0'], { encoding: 'utf8' }).trimEnd().split('\n');
}

it('names each journey that passed only when it was tried again, also inside of others', () => {
  const outer = [journey('opens at once', 'expected'), journey('a drop opens', 'flaky')];
  expect(totalsOf(outer, [journey('on a phone', 'flaky')], { expected: 1, flaky: 2, unexpected: 0 })).toEqual([
    'flaky: files.spec.ts:7 a drop opens',
    'flaky: files.spec.ts:7 on a phone',
    '3 passed, 0 failed',
  ]);
});

it('counts as failed what failed twice', () => {
  const outer = [journey('a drop opens', 'unexpected')];
  expect(totalsOf(outer, [], { expected: 0, flaky: 0, unexpected: 1 })).toEqual(['0 passed, 1 failed']);
});
