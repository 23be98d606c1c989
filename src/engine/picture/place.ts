import type { ObjectRef } from '#manifests';
import type { FieldPath, Range } from '#source';

/** Where a field of an object stands in the manifests text, `null` if it is not written there. */
export type Locate = (object: ObjectRef, field: FieldPath) => Range | null;
