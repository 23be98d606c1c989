import { stopsIn } from '#view';
import type { Answer, EvidencePlace, Hop, HopView, Loaded, Problem, RequestChip } from '#view';
import { isScenarioUnreadable, unreadable } from '#worker';
import type { Place } from './place.ts';
import { stepGoneWrong } from './run-steps.ts';
import type { RunSlice } from './run.ts';
import type { AppState } from './state.ts';

/** Number of the hop where the packet is, from 0; 0 without an answer. */
export function hopIndex(state: Pick<AppState, 'player' | 'run'>): number {
  const last = (state.run.answer?.trace.hops.length ?? 1) - 1;
  return Math.max(0, Math.min(Math.floor(state.player.t + 1e-6), last));
}

export function hopAt(answer: Answer | null, index: number): Hop | null {
  return answer?.trace.hops[index] ?? null;
}

/** Where the packet is now. */
export function placeOf(state: Pick<AppState, 'player' | 'run'>): Place {
  return { asked: state.run.asked, hop: hopAt(state.run.answer, hopIndex(state))?.key ?? null };
}

export function viewOf(answer: Answer | null, hop: Hop | null): HopView | null {
  return hop ? (answer?.hops[hop.key] ?? null) : null;
}

/**
 * Where a hop of the run before is in an answer: the same hop, else the last one before it that both runs have, so that an
 * edit does not throw the reader back to the start. 0 if there is none.
 */
export function hopLike(answer: Answer, key: string | null, before: Answer | null): number {
  const places = new Map(answer.trace.hops.map((hop, index) => [hop.key, index]));
  const same = key === null ? 0 : places.get(key);
  if (same !== undefined) return same;
  const hops = before?.trace.hops ?? [];
  const way = hops.slice(0, hops.findIndex((hop) => hop.key === key) + 1);
  const last = way.findLast((hop) => places.has(hop.key));
  return last === undefined ? 0 : (places.get(last.key) ?? 0);
}

/** Lines of the manifests that decide at a hop, each once, in order. */
export function decidingLines(view: HopView | null): readonly number[] {
  const lines = new Set<number>();
  for (const { range } of view?.evidence ?? []) {
    if (!range) continue;
    for (let line = range.start.line; line <= Math.max(range.start.line, lastLine(range.end)); line++) lines.add(line);
  }
  return [...lines].toSorted((a, b) => a - b);
}

/** An end at column 1 is before that line's first character. */
function lastLine(end: { readonly line: number; readonly column: number }): number {
  return end.column === 1 ? end.line - 1 : end.line;
}

export function isOnLine(place: Pick<EvidencePlace, 'range'>, line: number): boolean {
  return (
    place.range !== null &&
    place.range.start.line <= line &&
    line <= Math.max(place.range.start.line, lastLine(place.range.end))
  );
}

/** The next hop after `from`, going round, that a line of the manifests decides; `null` if none. */
export function hopDecidedBy(answer: Answer | null, line: number, from: number): number | null {
  const hops = answer?.trace.hops ?? [];
  for (let step = 1; step <= hops.length; step++) {
    const index = (from + step) % hops.length;
    const hop = hops[index];
    if (hop && answer?.hops[hop.key]?.evidence.some((place) => isOnLine(place, line))) return index;
  }
  return null;
}

/** Every hop that a line of the manifests decides, in the order of the run. */
export function hopsDecidedBy(answer: Answer | null, line: number): readonly number[] {
  return (answer?.trace.hops ?? []).flatMap((hop, index) =>
    answer?.hops[hop.key]?.evidence.some((place) => isOnLine(place, line)) ? [index] : [],
  );
}

/** The innermost card whose object stands on a line of the manifests; `null` if none. */
export function objectOnLine(state: Pick<AppState, 'run'>, line: number): string | null {
  const card = state.run.loaded?.picture.rules.find(
    ({ place }) => place !== null && place.start.line <= line && line <= place.end.line,
  );
  return card?.ref ?? null;
}

/** The hop where it went wrong: the first at which something stopped; `null` if all went well. */
export function firstProblem(answer: Answer | null): number | null {
  const wrong = answer && stepGoneWrong(answer);
  if (!wrong) return null;
  const stops = stopsIn(answer.trace);
  const at = answer.trace.hops.slice(wrong.from, wrong.to).findIndex(({ key }) => stops.has(key));
  return at === -1 ? wrong.to - 1 : wrong.from + at;
}

/** Why the picture is older than the text: the first thing that keeps the text from being read. `null`: it is not. */
export function staleBecause(state: Pick<AppState, 'run'>): Problem | null {
  const { loaded, problems } = state.run;
  return isScenarioUnreadable(problems) || (loaded?.staleCount ?? 0) > 0 ? unreadable(problems) : null;
}

/** What of the text as it is now stands in the picture: nothing, or objects with so many from before among them. */
export type Reading =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'objects'; readonly count: number; readonly stale: number };

export function readingOf({ loaded, problems }: Pick<RunSlice, 'loaded' | 'problems'>): Reading {
  const { objectCount: count, staleCount: stale = 0 } = loaded ?? { objectCount: 0 };
  if (isScenarioUnreadable(problems) || (stale > 0 && stale === count)) return { kind: 'nothing' };
  return { kind: 'objects', count, stale };
}

/** Whether sample workloads are offered beside the verdict, so that no other part of the page offers them too. */
export function offersPods({ run, panes }: Pick<AppState, 'run' | 'panes'>): boolean {
  return run.answer !== null && run.answer.onlyMissing !== null && panes.inspector === 'path';
}

/** What a document is called: its title, else the first objects that stand in it. */
export function titleOf(loaded: Loaded | null): string {
  if (!loaded) return 'Untitled';
  if (loaded.title !== '') return loaded.title;
  const named = loaded.picture.rules.filter((card) => !card.assumed).map((card) => card.title);
  return named.length === 0 ? 'Untitled' : `${named.slice(0, 2).join(', ')}${named.length > 2 ? ', …' : ''}`;
}

/** Chips that say something else than before the last edit that changed an end: name to the old chip. */
export function changedVerdicts(
  now: readonly RequestChip[],
  before: readonly RequestChip[],
): ReadonlyMap<string, RequestChip> {
  const changed = new Map<string, RequestChip>();
  for (const chip of now) {
    const old = before.find((one) => one.name === chip.name);
    if (old?.word && (old.word !== chip.word || old.status !== chip.status)) changed.set(chip.name, old);
  }
  return changed;
}
