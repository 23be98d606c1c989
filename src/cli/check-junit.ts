import type { CheckResults, FileResult } from './check-results.ts';

interface TestCase {
  readonly name: string;
  readonly verdict: { readonly kind: 'failure' | 'error'; readonly message: string } | null;
}

/** The results in the XML form that JUnit's Ant task began and continuous integration reads: a suite a file. */
export function checkJunit({ files }: CheckResults): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="hopscope">',
    ...files.map(suiteXml),
    '</testsuites>',
  ].join('\n');
}

function suiteXml(result: FileResult): string {
  const cases = casesOf(result);
  const count = (kind: 'failure' | 'error'): number => cases.filter(({ verdict }) => verdict?.kind === kind).length;
  return [
    `  <testsuite name="${escaped(result.file)}" tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}">`,
    ...cases.map((one) => caseXml(one, result.file)),
    '  </testsuite>',
  ].join('\n');
}

function casesOf({ error, requests, reachability, checks }: FileResult): readonly TestCase[] {
  return [
    ...(error === undefined ? [] : [{ name: 'the file is read', verdict: { kind: 'error' as const, message: error } }]),
    ...requests.map(({ name, failures }) => ({ name, verdict: failed(failures.map(line)) })),
    ...reachability.map(({ protocol, port, wrong }) => ({
      name: `reachability ${protocol} ${port}`,
      verdict: failed(wrong.map((cell) => `${cell.from} -> ${cell.to}: expected ${cell.expected}, got ${cell.actual}`)),
    })),
    ...checks.map(({ kind, name, failures }) => ({ name: `${kind} ${name}`, verdict: failed(failures.map(line)) })),
  ];
}

function failed(lines: readonly string[]): TestCase['verdict'] {
  return lines.length === 0 ? null : { kind: 'failure', message: lines.join('\n') };
}

function line({ key, expected, actual }: FileResult['requests'][number]['failures'][number]): string {
  return `${key}: expected ${expected}, got ${actual}`;
}

function caseXml({ name, verdict }: TestCase, file: string): string {
  const start = `    <testcase classname="${escaped(file)}" name="${escaped(name)}"`;
  if (verdict === null) return `${start}/>`;
  const [first = ''] = verdict.message.split('\n');
  const inner = `<${verdict.kind} message="${escaped(first)}">${escaped(verdict.message)}</${verdict.kind}>`;
  return `${start}>${inner}</testcase>`;
}

// XML 1.0 has no way to write most control characters, not even escaped.
// oxlint-disable-next-line no-control-regex
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escaped(text: string): string {
  return text
    .replace(NO_XML, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
