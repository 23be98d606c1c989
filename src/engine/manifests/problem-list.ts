import {
  type FieldPath,
  lineStarts,
  positionAt,
  type Problem,
  problem,
  type Range,
  type Severity,
  type Span,
  type YamlFault,
} from '#source';
import type { DocumentSlice } from './documents.ts';
import { type Finding, FindingList } from './finding.ts';
import { type ManifestBase, refText } from './object.ts';
import { type Unit, unitFinder, unitText } from './units.ts';

const MAX_PROBLEMS = 1_000;

export interface About {
  readonly code: string;
  readonly sentence: string;
}

export interface PlacedAbout extends About {
  readonly severity: Severity;
}

/** Gives problems their place in the whole text. After a thousand it only counts, and says so. */
export class ProblemList {
  private readonly text: string;
  private readonly units: readonly Unit[];
  private readonly problems: Problem[] = [];
  private starts: readonly number[] | null = null;
  private more = 0;

  constructor(text: string, units: readonly Unit[]) {
    this.text = text;
    this.units = units;
  }

  add(slice: DocumentSlice, { span, code, severity, sentence, object, field, nearest }: Finding): void {
    if (this.isFull()) return;
    const range = this.rangeOf(slice.start + span.start, slice.start + span.end);
    this.problems.push(
      problem(code, severity, sentence, { place: { source: 'manifests', range }, object, field, nearest }),
    );
  }

  /** A problem about a part of the text. */
  addAt({ start, end }: Span, { code, severity, sentence }: PlacedAbout): void {
    if (this.isFull()) return;
    const place = { source: 'manifests', range: this.rangeOf(start, end) };
    this.problems.push(problem(code, severity, sentence, { place }));
  }

  /** Counts problems that were not even collected. */
  addUncollected(count: number): void {
    this.more += count;
  }

  addFault(slice: DocumentSlice, { code, offset, sentence }: YamlFault): void {
    if (this.isFull()) return;
    const start = Math.min(slice.start + offset, Math.max(slice.start, slice.end - 1));
    const rest = /^[^\r\n]*/.exec(this.text.slice(start, Math.min(slice.end, start + 200)))?.[0].length ?? 0;
    const place = { source: 'manifests', range: this.rangeOf(start, start + rest) };
    this.problems.push(problem(code, 'error', sentence, { place }));
  }

  /** A problem that concerns an object together with another; its place is a field of the first. */
  addAbout(object: ManifestBase, field: FieldPath, problemOf: (other: string) => About, other: ManifestBase): void {
    if (this.isFull()) return;
    const range = this.placeOf(object, field);
    const line = this.placeOf(other, field)?.start.line;
    const { code, sentence } = problemOf(line === undefined ? 'before' : `in line ${line}`);
    const place = range === null ? null : { source: 'manifests', range };
    this.problems.push(problem(code, 'warning', sentence, { place, object: refText(object.ref), field }));
  }

  finish(): readonly Problem[] {
    if (this.more === 0) return this.problems;
    return [...this.problems, problem('MoreProblems', 'info', `${this.more} more problems are not shown.`)];
  }

  private isFull(): boolean {
    if (this.problems.length < MAX_PROBLEMS) return false;
    this.more++;
    return true;
  }

  private placeOf(object: ManifestBase, field: FieldPath): Range | null {
    const unit = this.units[unitFinder(this.units)(object)];
    if (unit === undefined) return null;
    const findings = new FindingList(unitText(this.text, unit));
    const { start, end }: Span = findings.spanAt([...object.prefix.slice(unit.prefix.length), ...field]);
    return this.rangeOf(unit.start + start, unit.start + end);
  }

  private rangeOf(start: number, end: number): Range {
    this.starts ??= lineStarts(this.text);
    return { start: positionAt(this.starts, start), end: positionAt(this.starts, end) };
  }
}
