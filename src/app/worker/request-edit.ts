import type { RequestMore } from '#view';

/** A request as the request bar holds it, not (yet) part of the scenario. The engine says what it means. */
export interface TypedRequest {
  /** A reference: `client`, `deployment/shop/api`. */
  readonly from: string;
  /** An HTTP method, a transport (`TCP`, `UDP`, `SCTP`, `ICMP`) or `DNS`. */
  readonly method: string;
  /** A URL, `HOST:PORT`, a name or an address. */
  readonly target: string;
  /** What else it states: headers, how often, what its receiver sends in turn. */
  readonly more?: RequestMore | undefined;
}

/** A change of the scenario's list of requests. */
export type RequestEdit =
  | { readonly kind: 'add'; readonly name: string; readonly request: TypedRequest }
  /** What the request is now; `to` is its name from now on. */
  | { readonly kind: 'replace'; readonly name: string; readonly to: string; readonly request: TypedRequest }
  | { readonly kind: 'rename'; readonly name: string; readonly to: string }
  | { readonly kind: 'duplicate'; readonly name: string }
  | { readonly kind: 'move'; readonly name: string; readonly by: -1 | 1 }
  | { readonly kind: 'delete'; readonly name: string };

/** The rest of the scenario after such a change and the request to show, `null` if that stays; or why it cannot be made. */
export type RequestsEdited =
  | { readonly kind: 'edited'; readonly rest: string; readonly show: string | null }
  | { readonly kind: 'refused'; readonly sentence: string };

/** What would be written for a request, and what is wrong with it; a field is `target`, `http.headers.x-user`, `name` … */
export interface RequestCheck {
  /** Its lines in the scenario; empty where there is something wrong. */
  readonly lines: string;
  readonly problems: readonly { readonly field: string; readonly sentence: string }[];
}
