import { describe, expect, it } from 'vitest';
import { fit, matching } from './palette-match.ts';

const LABELS = ['Play', 'Share link', 'Send web to db', 'Ingress store in shop', 'Service web in shop', 'Depth: story'];
const found = (typed: string) =>
  matching(
    LABELS.map((label) => ({ label })),
    typed,
  ).map(({ label }) => label);

describe('what fits a few typed letters', () => {
  it.each([
    ['nothing typed leaves all in their order', '', LABELS],
    ['the start of a label comes first', 'sh', ['Share link', 'Ingress store in shop', 'Service web in shop']],
    ['words may come in any order', 'db send', ['Send web to db']],
    ['letters may be left out', 'igrs', ['Ingress store in shop']],
    ['case does not matter', 'SERVICE', ['Service web in shop']],
    ['what fits nothing finds nothing', 'zebra', []],
    ['every word has to fit', 'web zebra', []],
  ])('%s', (_, typed, expected) => {
    expect(found(typed)).toEqual(expected);
  });

  it('prefers a word begun to a word cut open', () => {
    expect(fit('the store', 'st')).toBeGreaterThan(fit('the last', 'st'));
  });
});
