import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printScenario } from './print-scenario.ts';
import { readScenario, scenarioFromManifests } from './read-scenario.ts';
import { anyScenario } from './scenario.fixture.ts';

describe('a printed scenario', () => {
  it('has its keys in order, short forms, and manifests as a block', () => {
    const text = `hopscope: 1
title: A title
cluster:
  cni: flannel
manifests: |
  apiVersion: v1

  kind: Pod
requests:
  - name: a
    from: client
    http:
      url: http://a/
`;
    expect(printScenario(readScenario(text).scenario)).toBe(text);
  });

  it.each([
    { name: 'no line break at the end', manifests: 'a: 1' },
    { name: 'several at the end', manifests: 'a: 1\n\n\n' },
    { name: 'an indented first line', manifests: '  a: 1\nb: 2\n' },
    { name: 'an empty first line', manifests: '\na: 1\n' },
    { name: 'line ends of Windows', manifests: 'a: 1\r\nb: 2\r\n' },
    { name: 'a tab', manifests: 'a:\n\tb: 1\n' },
    { name: 'blanks alone', manifests: '  \n' },
    { name: 'a lone surrogate', manifests: 'a: \ud800\n' },
    { name: 'separators of Unicode', manifests: 'a: \u2028 \u0085\n' },
  ])('keeps manifests with $name', ({ manifests }) => {
    const { scenario, problems } = readScenario(printScenario(scenarioFromManifests(manifests)));
    expect(problems).toEqual([]);
    expect(scenario.manifests).toBe(manifests);
  });

  it('reads as the scenario it was printed from', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const { scenario: again, problems } = readScenario(printScenario(scenario));
        expect(problems).toEqual([]);
        expect(again).toEqual(scenario);
      }),
      { numRuns: 500 },
    );
  });
});
