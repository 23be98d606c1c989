import { describe, expect, it } from 'vitest';
import { loadManifests } from '../load-manifests.ts';

const codesOf = (text: string) => loadManifests(text).problems.map(({ code }) => code);

describe('a document that is no YAML', () => {
  it.each([
    { name: 'sentences without a colon', text: 'My service does not answer\nand nobody knows why\n' },
    {
      name: 'a colon in the first sentence',
      text: 'Here is my problem: the pod does not answer\nand I do not know why\n',
    },
    {
      name: 'a colon in a later sentence',
      text: 'Hello to everybody\nmy service: it does not work at all\nplease help me\n',
    },
    { name: 'a heading with a colon', text: 'Note: this is a test\nit has two lines\n' },
  ])('is told as no object: $name', ({ text }) => {
    expect(codesOf(text)).toEqual(['NotAnObject']);
  });

  it.each([
    { name: 'a forgotten colon in an object', text: 'apiVersion: v1\nkind Pod\nmetadata:\n  name: a\n' },
    { name: 'a forgotten colon after a key', text: 'replicas: 3\nports\n  - 80\n' },
    { name: 'two keys on their way', text: 'foo: bar\nbaz qux\n' },
  ])('keeps its fault of YAML: $name', ({ text }) => {
    expect(codesOf(text)).toEqual(['BrokenYaml']);
  });
});
