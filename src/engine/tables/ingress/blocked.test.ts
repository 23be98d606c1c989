import { describe, expect, it } from 'vitest';
import { blockedPattern, fitsBlocked } from './blocked.ts';
import { readSettings } from './settings.ts';

describe('what is blocked', () => {
  it.each([
    ['a whole value in any case', 'Curl/8.5', 'curl/8.5', true],
    ['not a part of it', 'curl', 'curl/8.5', false],
    ['what an expression fits, in its own case', '~^curl', 'curl/8.5', true],
    ['not letters of another case', '~^curl', 'Curl/8.5', false],
    ['letters of any case where the expression says so', '~*^curl', 'Curl/8.5', true],
    ['nothing that an unreadable expression may mean', '~(?<=x)curl', 'xcurl', false],
  ])('is %s', (_, pattern, value, fits) => {
    expect(fitsBlocked(blockedPattern(pattern), value)).toBe(fits);
  });

  it('names the expressions that cannot be read, by their key', () => {
    const { problems } = readSettings(
      {
        controller: 'k8s.io/ingress-nginx',
        kind: 'ingress-nginx',
        flags: {},
        config: { 'block-user-agents': '~^curl,~(?<=x)wget', 'block-referers': '~*[' },
        configRef: { kind: 'ConfigMap', namespace: 'edge', name: 'settings' },
        pods: [],
        service: null,
        workload: null,
        origin: { kind: 'written' },
      },
      new Map(),
    );
    expect(problems.map(({ code, object, field, sentence }) => ({ code, object, field, sentence }))).toEqual([
      {
        code: 'NotModelledExpression',
        object: 'ConfigMap/edge/settings',
        field: ['data', 'block-user-agents'],
        sentence: 'The expression ~(?<=x)wget cannot be read here and is taken to fit nothing.',
      },
      {
        code: 'NotModelledExpression',
        object: 'ConfigMap/edge/settings',
        field: ['data', 'block-referers'],
        sentence: 'The expression ~*[ cannot be read here and is taken to fit nothing.',
      },
    ]);
  });
});
