import type { Manifests } from '#manifests';
import { locate } from '#manifests';

/**
 * The lines at which documents of the manifests cannot be read, each once, so that what they say is left out: broken YAML,
 * lost indentation, no kind or name. A document that was readable a moment ago is not among them: its last objects count.
 */
export function unreadLines(manifests: Manifests): readonly number[] {
  const stale = manifests.objects.flatMap((object) => (object.stale ? (locate(manifests, object.ref, []) ?? []) : []));
  const lines = manifests.problems.flatMap(({ severity, code, object, place }) => {
    const isLeftOut = severity === 'error' && object === null && code !== 'DuplicateKey';
    return isLeftOut && place?.source === 'manifests' ? [place.range.start.line] : [];
  });
  const isKept = (line: number): boolean => stale.some(({ start, end }) => start.line <= line && line <= end.line);
  return [...new Set(lines)].filter((line) => !isKept(line)).toSorted((a, b) => a - b);
}

const MOST = 3;

/** That documents are left out, for a verdict; `null` if none is. */
export function unreadFact(lines: readonly number[]): string | null {
  const [first, second] = lines;
  if (first === undefined) return null;
  if (second === undefined)
    return `A document is left out, as line ${first} cannot be read: what it says is missing here.`;
  const more = lines.length > MOST ? ` and ${lines.length - MOST} more` : '';
  return `Documents are left out, as lines ${lines.slice(0, MOST).join(', ')}${more} cannot be read: what they say is missing here.`;
}
