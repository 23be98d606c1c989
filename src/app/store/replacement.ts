import { sharedEnds } from '#view';

/**
 * Whether one manifests text took another's place: no object of the other is left in it, and most of its lines are new; or
 * it is empty. Typing a new name into the only object of a text changes little of it, so that is none.
 */
export function isReplacement(before: string, after: string): boolean {
  if (before.trim() === '') return false;
  if (after.trim() === '') return true;
  const old = objectsIn(before);
  const now = objectsIn(after);
  if (old.size === 0 || isSmall(before, after)) return false;
  return [...now].every((object) => !old.has(object)) && shareKept(before, after) < 0.5;
}

/** What a text is called by its first objects, before the engine has read it. */
export function titleOfText(manifests: string): string {
  const named = [...new Set(headsIn(manifests).map(({ kind, name }) => `${kind} ${name}`.trim()))];
  if (named.length === 0) return 'Untitled';
  return `${named.slice(0, 2).join(', ')}${named.length > 2 ? ', …' : ''}`;
}

/** The objects of a text; the web of one namespace is not that of another. */
function objectsIn(text: string): ReadonlySet<string> {
  return new Set(headsIn(text).map(({ kind, namespace, name }) => `${kind}/${namespace}/${name}`));
}

interface Head {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Kind, namespace and name of each document, read by its lines: a text that does not parse has names too. */
function headsIn(text: string): readonly Head[] {
  return text.split(/^---.*$/m).flatMap((document) => {
    const kind = /^["']?kind["']?:\s*["']?(\w+)/m.exec(document)?.[1] ?? '';
    const metadata = /^["']?metadata["']?:([^]*)/m.exec(document)?.[1] ?? document;
    const name = /\bname["']?:\s*["']?([^\s,"'{}]+)/.exec(metadata)?.[1];
    const namespace = /\bnamespace["']?:\s*["']?([^\s,"'{}]+)/.exec(metadata)?.[1] ?? 'default';
    return name === undefined ? [] : [{ kind, namespace, name }];
  });
}

/** Most characters that a slip or a word typed at one place takes out or puts in. */
const WORD = 40;

/** Whether the texts differ at one place only, by a word at most and not by half of what was there. */
function isSmall(before: string, after: string): boolean {
  const { head, tail } = sharedEnds(before, after);
  const changed = Math.max(before.length, after.length) - head - tail;
  return changed < Math.min(WORD, before.length / 2);
}

/** How much of the telling lines of a text stood in the other already, 0 to 1. */
function shareKept(before: string, after: string): number {
  const old = linesOf(before);
  const now = [...linesOf(after)];
  return now.length === 0 ? 1 : now.filter((line) => old.has(line)).length / now.length;
}

/** Lines that every manifest has tell nothing: apiVersion, kind, replicas, and keys whose value is below them. */
const EVERYWHERE = /^(?:---.*|["']?(?:apiVersion|kind|replicas)["']?:.*|[\w.-]+:|)$/;

function linesOf(text: string): ReadonlySet<string> {
  return new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => !EVERYWHERE.test(line)),
  );
}
