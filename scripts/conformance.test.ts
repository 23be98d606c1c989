import { describe, expect, it } from 'vitest';
import { casesOf, compare, totalsOf } from '../.ci/conformance.mjs';

const report = {
  files: [
    {
      file: 'suites/dns/search.scenario.yaml',
      requests: [
        { name: 'short name', pass: true, failures: [] },
        {
          name: 'short name > then',
          pass: false,
          failures: [{ key: 'outcome', expected: 'delivered', actual: 'timeout' }],
        },
      ],
      checks: [{ kind: 'command', name: 'dig', pass: true, failures: [] }],
    },
    {
      file: 'suites/policy/deny.scenario.yaml',
      reachability: [
        { protocol: 'TCP', port: 80, cells: 4, wrong: [] },
        { protocol: 'TCP', port: 80, cells: 4, wrong: [{ from: 'a', to: 'b', expected: '.', actual: 'X' }] },
      ],
    },
    { file: 'suites/policy/broken.scenario.yaml', error: 'not YAML' },
  ],
};
const cases = casesOf(report, 'suites');

describe('the list of conformance cases that pass', () => {
  it('names every case by file, kind and name, and numbers those that share them', () => {
    expect(cases.map(({ id, pass }) => [id, pass])).toEqual([
      ['dns/search.scenario.yaml :: request :: short name', true],
      ['dns/search.scenario.yaml :: request :: short name > then', false],
      ['dns/search.scenario.yaml :: check :: command dig', true],
      ['policy/deny.scenario.yaml :: reachability :: TCP 80', true],
      ['policy/deny.scenario.yaml :: reachability :: TCP 80 (2)', false],
    ]);
  });

  it('loses a listed case that fails, and one that is gone', () => {
    const listed = ['dns/search.scenario.yaml :: request :: short name > then', 'dns/gone.yaml :: request :: x'];
    expect(compare(cases, listed).lost).toEqual(listed);
  });

  it('gains what passes and is not listed', () => {
    const { gained, lost } = compare(cases, ['dns/search.scenario.yaml :: request :: short name']);
    expect(lost).toEqual([]);
    expect(gained).toEqual([
      'dns/search.scenario.yaml :: check :: command dig',
      'policy/deny.scenario.yaml :: reachability :: TCP 80',
    ]);
  });

  it('counts cells and unreadable files per suite', () => {
    const totals = totalsOf(report, 'suites');
    expect(totals.get('policy')).toMatchObject({ files: 2, errors: 1, cells: 8, cellsRight: 7, reachability: [1, 2] });
  });
});
