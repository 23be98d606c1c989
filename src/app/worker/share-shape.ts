/** How much of a document is shared. */
export type ShareContent = 'everything' | 'no remarks' | 'what the request needs';

/** A secret that a text holds, and where. */
export interface SharedSecret {
  readonly source: 'manifests' | 'scenario';
  /** `Secret value`, `header`, … */
  readonly what: string;
  /** `Kind/NS/NAME`; `null` outside of objects and in comments. */
  readonly object: string | null;
  /** `data.password`; empty for a comment or in a text that does not parse. */
  readonly field: string;
  /** `DB_PASSWORD`, where a name stands beside the value. */
  readonly named: string | null;
  readonly line: number;
}

/** Lines that do not parse, so that only known shapes of secrets are found there. */
export interface UncheckedLines {
  readonly source: 'manifests' | 'scenario';
  readonly first: number;
  readonly last: number;
}

/** What a link holds, which may be more than was chosen: a request that needs other objects than those found keeps all. */
export type ShareHeld = ShareContent | 'the request and all objects';

/** A content to choose, and how long its link is and what it holds; `null` if the request would not run as it does here. */
export interface ShareOffer {
  readonly content: ShareContent;
  readonly link: { readonly length: number; readonly holds: ShareHeld } | null;
}

export interface Shared {
  /** `#` included. */
  readonly fragment: string;
  /** A text of more than 2 MiB makes a link that this page refuses. */
  readonly opens: 'here' | 'nowhere';
  /** How much of the document the link and the files hold: everything where the request would not run the same with less. */
  readonly holds: ShareHeld;
  /** What the link and the files hold. */
  readonly document: { readonly manifests: string; readonly rest: string };
  /** The whole scenario as a file. */
  readonly scenario: string;
  readonly secrets: readonly SharedSecret[];
  readonly unchecked: readonly UncheckedLines[];
  /** Whether the request runs there as it does here. */
  readonly runs: 'the same' | 'otherwise' | 'nothing asked';
  /** Empty where the link is short anyway. */
  readonly offers: readonly ShareOffer[];
}
