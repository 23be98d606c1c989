import type { Ref } from '#document';
import type { Location } from '#trace';
import type { Memory } from '../flow.ts';

/** Who sends, if not the request's own `from`; what is remembered from earlier requests; and the request's number in a `count`. */
export interface Circumstances {
  readonly from?: Location | null;
  readonly memory?: Memory;
  readonly number?: number;
  readonly parseRef: (text: string) => Ref | null;
}
