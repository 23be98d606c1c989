import { present, type Reader } from '#source';
import type { Metadata, OwnerReference } from './object.ts';

/** metadata of an object whose name and namespace are already known. */
export function readMetadata(object: Reader, name: string, namespace: string | null): Metadata {
  const metadata = object.in('metadata');
  return present<Metadata>({
    name,
    namespace,
    labels: metadata.labels('labels'),
    annotations: metadata.labels('annotations'),
    creationTimestamp: metadata.text('creationTimestamp'),
    deletionTimestamp: metadata.text('deletionTimestamp'),
    ownerReferences: metadata.has('ownerReferences') ? metadata.objects('ownerReferences').map(readOwner) : undefined,
  });
}

function readOwner(owner: Reader): OwnerReference {
  return present<OwnerReference>({
    kind: owner.text('kind') ?? '',
    name: owner.text('name') ?? '',
    controller: owner.truth('controller'),
  });
}
