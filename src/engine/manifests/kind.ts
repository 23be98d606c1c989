import type { Reader } from '#source';
import type { ManifestBase } from './object.ts';

/** How one kind is read. A new kind is one file beside the others in `kinds/` and one line in `kinds/registry.ts`. */
export interface KindReader<Read extends ManifestBase> {
  readonly kind: string;
  /** API group, empty for the core. */
  readonly group: string;
  /** Versions that the API server serves today and this reader understands. */
  readonly versions: readonly string[];
  readonly scope: 'namespaced' | 'cluster';
  /** All fields of the object's top level beside apiVersion, kind, metadata and status; `null`: not checked. */
  readonly fields: readonly string[] | null;
  /** All fields of `spec`, deprecated ones included; `null`: not checked. */
  readonly specFields: readonly string[] | null;
  read(object: Reader, base: ManifestBase): Read;
}
