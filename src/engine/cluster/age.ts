import type { Metadata, ObjectRef } from '#manifests';

interface Aged {
  readonly ref: ObjectRef;
  readonly metadata: Metadata;
  /** Place in the text, from 0. */
  readonly order: number;
}

/**
 * Oldest first: by creationTimestamp; objects without one are as old as their place in the text, and younger than all that
 * have one (what is pasted below a dump is new). Equal times are told apart by `namespace/name` descending, as the
 * controllers do (ingress-nginx store.go).
 */
function compareAge(a: Aged, b: Aged): number {
  const first = a.metadata.creationTimestamp;
  const second = b.metadata.creationTimestamp;
  if (first === undefined || second === undefined) {
    if (first === second) return a.order - b.order;
    return first === undefined ? 1 : -1;
  }
  if (first !== second) return first < second ? -1 : 1;
  return keyText(a.ref) > keyText(b.ref) ? -1 : 1;
}

export function ageOrder<Object extends Aged>(objects: readonly Object[]): readonly Object[] {
  return [...objects].sort(compareAge);
}

function keyText(ref: ObjectRef): string {
  return `${ref.namespace ?? ''}/${ref.name}`;
}
