import type { Answer, Assumption, Change, Loaded, OtherAnswer, SettingRow } from '#view';
import type { BesideSlice } from './beside.ts';
import { sameRequest } from './request-text.ts';
import type { RunSlice } from './run.ts';

/** One value of a setting that an answer rests on as an assumption. */
export interface Try {
  readonly setting: string;
  readonly choice: string;
}

/** The setting of the form that an assumption is about; `null` if it is about none, or about one that has no choices. */
export function settingOf(assumption: Assumption, loaded: Loaded | null): SettingRow | null {
  if (assumption.setting === null) return null;
  const key = assumption.setting === 'dns' ? 'dns.nodeLocalCache' : assumption.setting;
  return loaded?.settings.find((row) => row.key === key && row.control.kind === 'choice') ?? null;
}

/** Every other value worth trying for what a run takes for granted, each once. */
export function triesFor(answer: Answer, loaded: Loaded): readonly Try[] {
  const rows = new Set(answer.trace.assumed.flatMap((one) => settingOf(one, loaded) ?? []));
  return [...rows].flatMap((row) =>
    row.origin === 'stated' ? [] : row.tries.map((choice) => ({ setting: row.key, choice })),
  );
}

/** Other values under which the request ends otherwise, those with the same end for the same reason together. */
export interface OtherEnd {
  readonly setting: string;
  readonly choices: readonly OtherAnswer['choice'][];
  readonly answer: Extract<OtherAnswer, { readonly kind: 'differs' }>;
}

export function otherEnds(others: readonly OtherAnswer[]): readonly OtherEnd[] {
  const ends = new Map<string, OtherEnd>();
  for (const answer of others) {
    if (answer.kind !== 'differs') continue;
    const { setting, choice, along, end, why } = answer;
    const key = `${setting} ${along.join(' ')} ${end.sentence} ${why?.hop ?? ''}`;
    const found = ends.get(key);
    ends.set(key, found ? { ...found, choices: [...found.choices, choice] } : { setting, choices: [choice], answer });
  }
  return [...ends.values()];
}

/** Those of which the sender would see something else than now; another pod or address with the same outcome is none. */
export function otherOutcomes(ends: readonly OtherEnd[], { trace: { outcome } }: Answer): readonly OtherEnd[] {
  return ends.filter(
    ({ answer: { end } }) => end.word !== outcome.word || end.status !== (outcome.response?.status ?? null),
  );
}

/** Whether what changed is what a person has read already. */
export function isRead({ changes, read }: Pick<BesideSlice, 'changes' | 'read'>): boolean {
  return changes.length > 0 && ends(changes) === ends(read);
}

function ends(changes: readonly Change[]): string {
  return JSON.stringify(changes.map(({ request, was, now }) => [request, was.sentence, now.sentence]));
}

/** What changed for the request that is shown, if something did; another one that was typed since has no change. */
export function shownChange(
  { changes, typed }: Pick<BesideSlice, 'changes' | 'typed'>,
  { asked }: Pick<RunSlice, 'asked'>,
): Change | null {
  if (asked?.kind === 'typed' && (typed === null || !sameRequest(typed, asked.request))) return null;
  const name = asked?.kind === 'saved' ? asked.name : null;
  return asked === null ? null : (changes.find(({ request }) => request === name) ?? null);
}
