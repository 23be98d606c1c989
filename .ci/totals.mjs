// Prints `N passed, M failed` over everything that .ci/run ran, from the result files in the folder it is given, and
// before it each journey that passed only when it was tried again: flaky, which is neither. More of them than MOST_FLAKY
// fail the run: they are counted as failed, and it ends with 2.
// The second word is the exit code of the whole run: if that is not 0 although no test failed (a lint error, a crash,
// a build that broke), one failure is counted.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = '.ci/out', exitCode = '0'] = process.argv.slice(2);
const MOST_FLAKY = 3;
let passed = 0;
let failed = 0;

/**
 * Playwright's report is suites within suites; a test that failed and then passed is called flaky there.
 * @param {any[]} suites @returns {string[]}
 */
function flakyIn(suites) {
  return suites.flatMap((suite) => [
    ...(suite.specs ?? [])
      .filter((/** @type {any} */ spec) => spec.tests.some((/** @type {any} */ one) => one.status === 'flaky'))
      .map((/** @type {any} */ { file, line, title }) => `${file}:${line} ${title}`),
    ...flakyIn(suite.suites ?? []),
  ]);
}

/** @param {string} name @param {(value: any) => [number, number]} count */
function add(name, count) {
  const path = join(folder, name);
  if (!existsSync(path)) return;
  try {
    const [right, wrong] = count(JSON.parse(readFileSync(path, 'utf8')));
    passed += right;
    failed += wrong;
  } catch (error) {
    console.log(`${path} cannot be read: ${String(error)}`);
    failed += 1;
  }
}

add('unit.json', ({ numPassedTests, numFailedTests }) => [numPassedTests, numFailedTests]);
add('browser.json', ({ suites, stats }) => {
  const flaky = flakyIn(suites);
  for (const name of flaky) console.log(`flaky: ${name}`);
  if (flaky.length > 0) console.log(`${flaky.length} flaky, ${MOST_FLAKY} at most`);
  const isTooMany = flaky.length > MOST_FLAKY;
  if (isTooMany) process.exitCode = 2;
  return [stats.expected, stats.unexpected + (isTooMany ? flaky.length : 0)];
});
add('cases.json', ({ totals: t }) => [
  t.requestsPassed + t.cellsPassed + t.checksPassed,
  t.requests - t.requestsPassed + (t.cells - t.cellsPassed) + (t.checks - t.checksPassed) + t.errors,
]);
add('kernel.json', ({ agreed, differ }) => [agreed, differ]);
add('conformance-totals.json', ({ passed: right, lost }) => [right, lost]);

if (exitCode !== '0' && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
