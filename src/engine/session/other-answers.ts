import type { Request } from '#document';
import { compareRuns } from '#trace';
import type { Answer, OtherAnswer } from '#view';
import { endOf, partingOf, sameEnd } from './changes.ts';
import { SETTINGS } from './setting-definitions.ts';
import { openSession, type Session } from './session.ts';
import { stateSetting } from './state-setting.ts';

/** A scenario's text and the session made of it. */
export interface Opened {
  readonly text: string;
  readonly session: Session;
}

/** The same document with one setting stated otherwise, by the edit that the form would make; `null` if it cannot be made. */
export function underSetting({ text, session }: Opened, key: string, choice: string): Session | null {
  const edit = stateSetting(text, session.cluster, key, choice);
  return edit.kind === 'edited' ? openSession(edit.text, session) : null;
}

/** What a request comes to under another value of a setting, and what would decide it then. */
export function otherAnswer(opened: Opened, request: Request, key: string, id: string): OtherAnswer | null {
  const choice = choiceOf(opened.session, key, id);
  const other = choice === null ? null : underSetting(opened, key, id);
  if (choice === null || other === null) return null;
  const was = opened.session.ask(request);
  const now = other.ask(request);
  const said = { setting: key, choice, along: broughtAlong(opened.session, other, key) };
  if (!isModelled(now) || isStrangersNow(was, now)) return { kind: 'notModelled', ...said };
  if (sameEnd(was, now)) {
    const { parting } = compareRuns(was.trace, now.trace);
    return { kind: 'same', ...said, way: parting === null ? 'same' : 'differs' };
  }
  return { kind: 'differs', ...said, end: endOf(now), why: partingOf(was, now).now };
}

/** Settings that fit together: stating one implies another where nothing else says it (`implied-cni.ts`). */
const TOGETHER: readonly string[] = ['cni', 'serviceProxy'];

function broughtAlong(was: Session, now: Session, key: string): readonly string[] {
  return SETTINGS.flatMap(({ key: other, value }) => {
    if (other === key || !TOGETHER.includes(other)) return [];
    const then = value(now.cluster, now.scenario.cluster);
    return then === value(was.cluster, was.scenario.cluster) ? [] : [`${other} ${then}`];
  });
}

function choiceOf({ cluster }: Session, key: string, id: string): OtherAnswer['choice'] | null {
  const kind = SETTINGS.find((one) => one.key === key)?.kind;
  const found = kind?.is === 'choice' ? kind.choices(cluster).find((one) => one.id === id) : undefined;
  return found === undefined ? null : { id, label: found.label };
}

/** An address that the cluster no longer has is taken for some host outside: what that would answer, nobody knows. */
function isStrangersNow(was: Answer, now: Answer): boolean {
  return !endsOutside(was) && endsOutside(now);
}

function endsOutside({ trace: { hops, passes } }: Answer): boolean {
  const lookups = new Set(passes.filter(({ why }) => why === 'lookup').map(({ id }) => id));
  return hops.some(
    ({ at, way, pass }) =>
      way === 'forward' && at.place.kind === 'outside' && at.hook === 'receive' && !lookups.has(pass),
  );
}

const NOT_MODELLED: ReadonlySet<string> = new Set(['NotModelled', 'UnsupportedByProxy']);

function isModelled({ trace }: Answer): boolean {
  return trace.unsupported.length === 0 && !NOT_MODELLED.has(trace.outcome.stoppedAt?.reason ?? '');
}
