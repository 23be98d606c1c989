import { describe, expect, it } from 'vitest';
import { nearestWords } from './nearest.ts';

describe('the nearest valid words', () => {
  it.each([
    { name: 'two letters swapped', word: 'Deplyoment', valid: ['Deployment', 'Service'], want: ['Deployment'] },
    { name: 'a letter missing', word: 'reqests', valid: ['requests', 'faults'], want: ['requests'] },
    { name: 'another case', word: 'flannel', valid: ['Flannel'], want: ['Flannel'] },
    { name: 'nothing near', word: 'banana', valid: ['requests', 'manifests'], want: [] },
    {
      name: 'at most three, best first',
      word: 'aaaa',
      valid: ['aabb', 'aaab', 'aaaa', 'aaba'],
      want: ['aaaa', 'aaab', 'aaba'],
    },
  ])('$name', ({ word, valid, want }) => {
    expect(nearestWords(word, valid)).toEqual(want);
  });
});
