import { type FieldPath, findNode, type PlacedNode, placeNodes, type Severity, type Span, spanOf } from '#source';

/** A problem of one document before it has a place in the whole text. `span` counts from the document's start. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly object: string | null;
  /** From the object's root. */
  readonly field: FieldPath | null;
  readonly sentence: string;
  readonly nearest: readonly string[];
  readonly span: Span;
}

/** Where a finding is: at a path from the document's root, or at offsets that are already known. */
export type FindingSite = { readonly path: FieldPath } | { readonly span: Span };

const MAX_FINDINGS = 1_000;

/** Collects the findings of one document and finds their places, parsing the text again only if there are any. */
export class FindingList {
  readonly found: Finding[] = [];
  /** How many more there would have been. */
  more = 0;
  private readonly said = new Set<string>();
  private readonly text: string;
  private nodes: PlacedNode | null | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** The same said twice is said once. */
  add(site: FindingSite, fields: Omit<Finding, 'span'>): void {
    const key = `${fields.code} ${fields.sentence} ${'span' in site ? site.span.start : site.path.join('\0')}`;
    if (this.said.has(key)) return;
    if (this.found.length >= MAX_FINDINGS) {
      this.more++;
      return;
    }
    this.said.add(key);
    this.found.push({ ...fields, span: 'span' in site ? site.span : firstLine(this.text, this.spanAt(site.path)) });
  }

  /** The place of a path, or of as much of it as exists. */
  spanAt(path: FieldPath): Span {
    const root = path.length === 0 ? null : this.root();
    return root === null ? wholeText(this.text) : spanOf(findNode(root, path));
  }

  /** The scalar at a path as it is written; `null` where there is none. */
  spelling(path: FieldPath): string | null {
    const root = this.root();
    const found = root === null ? null : findNode(root, path);
    return found !== null && found.depth === path.length && found.node.kind === 'scalar' ? found.node.text : null;
  }

  root(): PlacedNode | null {
    if (this.nodes === undefined) this.nodes = placeNodes(this.text);
    return this.nodes;
  }
}

/** A problem marks one line: of a value with many lines the first. */
export function firstLine(text: string, { start, end }: Span): Span {
  const part = text.slice(start, end);
  const length = part.search(/[\r\n]/);
  return { start, end: length < 0 ? end : start + length };
}

/** The text from its first to its last character that is no blank and no `---`. */
export function wholeText(text: string): Span {
  const marker = /^---[ \t]*(?:\r\n|\r|\n|$)/.exec(text)?.[0].length ?? 0;
  const start = marker + text.slice(marker).search(/\S|$/);
  return { start, end: Math.max(start, text.trimEnd().length) };
}
