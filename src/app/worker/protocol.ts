import type {
  Answer,
  Search,
  HopKey,
  Loaded,
  NodeInside,
  ReachTable,
  RequestWay,
  Selects,
  TableRef,
  TableView,
  Thing,
} from '#view';
import type { RequestCheck, RequestEdit, RequestsEdited, TypedRequest } from './request-edit.ts';
import type { Asked } from './asked.ts';
import type { OthersAnswers, OthersQuestion } from './other-run.ts';
import type { Shared, ShareContent } from './share-shape.ts';
import type { NamedText } from './join-files.ts';
import type { TwinText } from './twin.ts';
import type { LanguageAnswers, LanguageQuestion } from './language/language.ts';

export type { Asked } from './asked.ts';

/** A scenario as the page holds it: the manifests in a text of their own, and the rest of the scenario around them. */
export interface DocumentText {
  readonly manifests: string;
  /** The scenario's other keys as YAML, without `manifests`. */
  readonly rest: string;
}

/** A scenario with the manifests of the files that it names, and which of these were there. */
export interface WithFiles {
  readonly document: DocumentText;
  readonly read: readonly string[];
  readonly missing: readonly string[];
}

/** What a link opens beside the scenario: the request, and the hop that was looked at. */
export interface LinkPlace {
  /** Name of the request. */
  readonly request: string | null;
  readonly hop: HopKey | null;
}

/** What a link held, or the sentence that says why it opens nothing. */
export type Decoded =
  | { readonly kind: 'opened'; readonly document: DocumentText; readonly place: LinkPlace }
  | { readonly kind: 'refused'; readonly sentence: string };

/** What the page can ask of the engine. */
export type Question =
  | LanguageQuestion
  /** What there is to draw, before the rest of the engine has come: no request is followed yet. */
  | { readonly kind: 'draw'; readonly document: DocumentText }
  | { readonly kind: 'load'; readonly document: DocumentText; readonly after: 'edit' | 'opening' }
  | { readonly kind: 'open'; readonly scenario: string }
  /** A scenario and the files that came with it. */
  | {
      readonly kind: 'open-files';
      readonly scenario: string;
      readonly path: string;
      readonly files: readonly NamedText[];
    }
  | { readonly kind: 'ask'; readonly asked: Asked }
  | { readonly kind: 'table'; readonly table: TableRef; readonly row: string | null }
  | { readonly kind: 'reach'; readonly protocol: ReachTable['protocol']; readonly port: number }
  | { readonly kind: 'save'; readonly document: DocumentText; readonly request: TypedRequest; readonly name: string }
  | { readonly kind: 'decode'; readonly fragment: string }
  | { readonly kind: 'edit-requests'; readonly document: DocumentText; readonly edit: RequestEdit }
  | {
      readonly kind: 'check-request';
      readonly document: DocumentText;
      readonly request: TypedRequest;
      readonly name: string;
      readonly own: string | null;
    }
  /** A curl, nc, dig … or `kubectl exec … --` line; `from` sends where the line does not say who. */
  | { readonly kind: 'command'; readonly line: string; readonly from: string }
  /** The ways of all saved requests. */
  | { readonly kind: 'ways' }
  /** What the model knows of a thing of the picture. */
  | { readonly kind: 'thing'; readonly ref: string }
  /** Things of the picture that a text means. */
  | { readonly kind: 'find'; readonly text: string }
  /** What an object of the picture selects. */
  | { readonly kind: 'selects'; readonly ref: string }
  /** What is inside a node, and what of it the run of that request used. */
  | { readonly kind: 'inside'; readonly asked: Asked; readonly node: string }
  /** What a command would print on a node or in a pod, after the run of that request. */
  | { readonly kind: 'printed'; readonly asked: Asked; readonly on: string; readonly run: string }
  | OthersQuestion
  /** What would be shared. Nothing leaves the page by asking. */
  | {
      readonly kind: 'share';
      readonly document: DocumentText;
      readonly asked: Asked | null;
      readonly hop: HopKey | null;
      readonly secrets: 'removed' | 'kept';
      readonly content: ShareContent;
    }
  | { readonly kind: 'mend'; readonly document: DocumentText; readonly mending: Mending }
  /** A run as text, with every fact. */
  | { readonly kind: 'twin'; readonly asked: Asked };

/** The beginning of what a command prints, and how many lines follow. */
export interface Printed {
  readonly text: string;
  readonly more: number;
}

/** Edits of the manifests that the engine offers: small workloads for what selects none, indentation put back. */
export type Mending = 'samples' | 'indentation';

/** A command as the request bar's fields, with what of it the fields cannot hold; or why it is not understood. */
export type Command =
  | { readonly kind: 'understood'; readonly request: TypedRequest; readonly left: string | null }
  | { readonly kind: 'refused'; readonly sentence: string };

/** What a request gave, or the sentence that says why it cannot be sent. */
export type Sent =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly sentence: string };

/** What each question is answered with. `null`: there is no such thing (nothing loaded, no such table). */
export interface Answers extends LanguageAnswers, OthersAnswers {
  readonly draw: Loaded;
  readonly load: Loaded;
  readonly open: DocumentText;
  readonly 'open-files': WithFiles;
  readonly ask: Sent;
  readonly table: TableView | null;
  readonly reach: ReachTable | null;
  /** The rest of the scenario with the request added. */
  readonly save: string;
  readonly decode: Decoded;
  readonly command: Command;
  readonly 'edit-requests': RequestsEdited;
  readonly 'check-request': RequestCheck;
  readonly ways: readonly RequestWay[];
  readonly thing: Thing | null;
  readonly find: Search;
  readonly inside: NodeInside | null;
  /** `null`: what the command prints there is not modelled. */
  readonly printed: Printed | null;
  readonly selects: Selects | null;
  readonly share: Shared;
  /** The manifests after the edit; `null` if there is nothing of which the engine is sure. */
  readonly mend: string | null;
  readonly twin: TwinText | null;
}

/** A question on its way to the worker, with the number of its run. */
export interface Message {
  readonly run: number;
  readonly question: Question;
}

/** An answer on its way back. `crashed` carries what a bug threw, as text. */
export type Reply =
  | { readonly run: number; readonly kind: 'answered'; readonly value: Answers[Question['kind']] }
  | { readonly run: number; readonly kind: 'crashed'; readonly message: string };

/** How a question ended for the page. `superseded`: a newer one of its kind was asked meanwhile. */
export type Result<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'superseded' }
  | { readonly kind: 'failed'; readonly sentence: string };
