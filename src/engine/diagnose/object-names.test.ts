import { expect, it } from 'vitest';
import type { ObjectRef } from '#manifests';
import { objectNames } from './object-names.ts';

const ref = (kind: string, namespace: string | null, name: string): ObjectRef => ({ kind, namespace, name });

it.each<{ name: string; refs: readonly ObjectRef[]; want: string }>([
  { name: 'nothing', refs: [], want: '' },
  { name: 'one of a namespace', refs: [ref('Service', 'shop', 'till')], want: 'Service till in namespace shop' },
  { name: 'one of the cluster', refs: [ref('Node', null, 'node-a')], want: 'Node node-a' },
  {
    name: 'several of one namespace',
    refs: [ref('NetworkPolicy', 'a', 'x'), ref('NetworkPolicy', 'a', 'y'), ref('Pod', 'a', 'z')],
    want: 'NetworkPolicy x, NetworkPolicy y and Pod z in namespace a',
  },
  {
    name: 'several of two',
    refs: [ref('Service', 'a', 'x'), ref('Service', 'b', 'x')],
    want: 'Service x in namespace a and Service x in namespace b',
  },
])('objects in a sentence: $name', ({ refs, want }) => {
  expect(objectNames(refs)).toBe(want);
});
