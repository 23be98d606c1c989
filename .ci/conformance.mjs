// Compares a run of the conformance suites with the list of cases that are known to pass.
//
//   node .ci/conformance.mjs REPORT DIR             fails if a listed case no longer passes
//   node .ci/conformance.mjs REPORT DIR --update    writes new passes into the list; --allow-shrink drops lost ones too
//
// REPORT is what `hopscope check --format json DIR` printed. A line of the list is `FILE :: KIND :: NAME`, where KIND is
// request, reachability (a block counts when all its cells are right) or check, and FILE is relative to DIR.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {{ key?: string; expected?: unknown; actual?: unknown }} Failure
 * @typedef {{ name: string; pass: boolean; failures: Failure[] }} RequestResult
 * @typedef {{ protocol: string; port: number | string; cells: number; wrong: unknown[] }} ReachabilityResult
 * @typedef {{ kind: string; name: string; pass: boolean; failures: Failure[] }} CheckResult
 * @typedef {{ file: string; error?: unknown; requests?: RequestResult[]; reachability?: ReachabilityResult[]; checks?: CheckResult[] }} FileResult
 * @typedef {{ id: string; suite: string; kind: 'request' | 'reachability' | 'check'; pass: boolean; why: string }} Case
 */

/** @param {unknown} value */
const short = (value) => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
};

/** @param {Failure[]} failures */
const explain = (failures) =>
  failures
    .map(({ key, expected, actual }) => `${key ?? '?'}: expected ${short(expected)}, got ${short(actual)}`)
    .join('; ');

/** Every case of a report, in its order; cases of one file that share a name are numbered. @param {{ files: FileResult[] }} report @param {string} directory @returns {Case[]} */
export function casesOf(report, directory) {
  return report.files.flatMap((result) => {
    const file = relative(resolve(directory), resolve(result.file)).replaceAll('\\', '/');
    const suite = file.split('/')[0] ?? file;
    /** @type {Map<string, number>} */
    const used = new Map();
    /** @param {Case['kind']} kind @param {string} name @param {boolean} pass @param {string} why @returns {Case} */
    const one = (kind, name, pass, why) => {
      const base = `${file} :: ${kind} :: ${name.replaceAll(/\s+/g, ' ').trim()}`;
      const times = (used.get(base) ?? 0) + 1;
      used.set(base, times);
      return { id: times === 1 ? base : `${base} (${times})`, suite, kind, pass, why };
    };
    return [
      ...(result.requests ?? []).map(({ name, pass, failures }) => one('request', name, pass, explain(failures ?? []))),
      ...(result.reachability ?? []).map(({ protocol, port, cells, wrong }) =>
        one('reachability', `${protocol} ${port}`, wrong.length === 0, `${wrong.length} of ${cells} cells wrong`),
      ),
      ...(result.checks ?? []).map(({ kind, name, pass, failures }) =>
        one('check', `${kind} ${name}`, pass, explain(failures ?? [])),
      ),
    ];
  });
}

/** @param {{ files: FileResult[] }} report @param {string} directory */
export function totalsOf(report, directory) {
  /** @type {Map<string, { files: number; errors: number; cells: number; cellsRight: number; request: [number, number]; reachability: [number, number]; check: [number, number] }>} */
  const suites = new Map();
  /** @param {string} name */
  const suite = (name) => {
    const found = suites.get(name) ?? {
      files: 0,
      errors: 0,
      cells: 0,
      cellsRight: 0,
      request: /** @type {[number, number]} */ ([0, 0]),
      reachability: /** @type {[number, number]} */ ([0, 0]),
      check: /** @type {[number, number]} */ ([0, 0]),
    };
    suites.set(name, found);
    return found;
  };
  for (const result of report.files) {
    const file = relative(resolve(directory), resolve(result.file)).replaceAll('\\', '/');
    const total = suite(file.split('/')[0] ?? file);
    total.files += 1;
    if (result.error !== undefined && result.error !== null) total.errors += 1;
    for (const { cells, wrong } of result.reachability ?? []) {
      total.cells += cells;
      total.cellsRight += cells - wrong.length;
    }
  }
  for (const { suite: name, kind, pass } of casesOf(report, directory)) {
    const pair = suite(name)[kind];
    pair[1] += 1;
    if (pass) pair[0] += 1;
  }
  return suites;
}

/** @param {Iterable<string>} lines */
const sorted = (lines) => [...new Set(lines)].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));

/** What became of the listed cases: `lost` are listed and no longer pass, `gained` pass and are not listed. @param {Case[]} cases @param {string[]} listed */
export function compare(cases, listed) {
  const passing = new Set(cases.filter(({ pass }) => pass).map(({ id }) => id));
  const known = new Set(listed);
  const lost = listed.filter((id) => !passing.has(id));
  const gained = sorted([...passing].filter((id) => !known.has(id)));
  return { passing: sorted(passing), lost, gained };
}

function main() {
  const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
  const [reportFile, directory] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const unknown = flags.filter((flag) => flag !== '--update' && flag !== '--allow-shrink');
  if (!reportFile || !directory || unknown.length > 0) {
    console.error('usage: node .ci/conformance.mjs REPORT DIR [--update [--allow-shrink]]');
    return 2;
  }
  /** @type {{ files: FileResult[] }} */
  let report;
  try {
    report = JSON.parse(readFileSync(reportFile, 'utf8'));
    if (!Array.isArray(report.files)) throw new TypeError('it has no list "files"');
  } catch (error) {
    console.error(`${reportFile} is not what check --format json prints: ${String(error)}`);
    return 2;
  }
  const list = fileURLToPath(new URL('./conformance-passed.txt', import.meta.url));
  const listed = existsSync(list) ? readFileSync(list, 'utf8').split('\n').filter(Boolean) : [];
  const cases = casesOf(report, directory);
  const { passing, lost, gained } = compare(cases, listed);

  /** @param {[number, number]} pair */
  const of = ([right, all]) => (all === 0 ? '-' : `${right}/${all}`);
  console.log(
    ['suite', 'files', 'unreadable', 'requests', 'reach blocks', 'cells', 'checks']
      .map((word) => word.padEnd(14))
      .join(' ')
      .trimEnd(),
  );
  for (const [name, total] of totalsOf(report, directory)) {
    const columns = [
      name,
      String(total.files),
      String(total.errors),
      of(total.request),
      of(total.reachability),
      of([total.cellsRight, total.cells]),
      of(total.check),
    ];
    console.log(
      columns
        .map((word) => word.padEnd(14))
        .join(' ')
        .trimEnd(),
    );
  }
  console.log(
    `${passing.length} of ${cases.length} conformance cases pass, ${listed.length} are listed, ${gained.length} are new.`,
  );

  const results = process.env.HOPSCOPE_RESULTS;
  if (results) {
    const counted = JSON.stringify({ passed: passing.length, lost: lost.length });
    writeFileSync(join(results, 'conformance-totals.json'), counted);
  }

  const why = new Map(cases.map(({ id, why: reason }) => [id, reason]));
  for (const id of lost) console.log(`no longer passes: ${id}: ${why.get(id) ?? 'there is no such case any more'}`);
  if (flags.includes('--update')) {
    const kept = flags.includes('--allow-shrink') ? passing : sorted([...listed, ...passing]);
    writeFileSync(list, kept.map((id) => `${id}\n`).join(''));
    console.log(`The list has ${kept.length} cases now.`);
    return lost.length > 0 && !flags.includes('--allow-shrink') ? 1 : 0;
  }
  if (gained.length > 0) console.log('To keep the new ones: node .ci/conformance.mjs REPORT DIR --update');
  return lost.length > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
