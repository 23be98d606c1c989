import type { Hop } from './trace.ts';

/** One thing in which two hops differ: what it is called, and its value on either side. */
export interface HopDifference {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/**
 * In what two hops differ, field by field: the place, what was decided, the packet that came and the one that went on.
 * Empty exactly for hops that `compareRuns` calls the same.
 */
export function hopDifferences(before: Hop, after: Hop): readonly HopDifference[] {
  const came = differences(before.before, after.before, ['packet']);
  const carriedOn = new Set(came.map((one) => JSON.stringify(one)));
  return [
    ...differences(before.kind, after.kind, ['hop']),
    ...differences(before.at, after.at, []),
    ...differences(before.decision, after.decision, []),
    ...came,
    ...differences(before.after, after.after, ['packet'])
      .filter((one) => !carriedOn.has(JSON.stringify(one)))
      .map((one) => ({ ...one, what: `${one.what} after` })),
  ];
}

function differences(before: unknown, after: unknown, path: readonly string[]): readonly HopDifference[] {
  if (isTree(before) && isTree(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differences(before[key], after[key], [...path, wordOf(key)]));
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [{ what: path.filter((word) => word !== '').join(' '), before: textOf(before), after: textOf(after) }];
}

type Tree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

/** Words of the inspector for fields of packets, and those that go without saying. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['src', 'source'],
  ['dst', 'destination'],
  ['sport', 'source port'],
  ['dport', 'destination port'],
  ['tls', 'TLS'],
  ['sni', 'TLS name'],
  ['alpn', 'ALPN'],
  ['encapsulates', 'inside it'],
  ['among', 'to choose among'],
  ['place', ''],
  ['carries', ''],
]);

/** `sourcePort` is `source port`; places in lists count from 1. */
function wordOf(key: string): string {
  if (/^\d+$/.test(key)) return String(Number(key) + 1);
  return WORDS.get(key) ?? key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (!isTree(value)) return JSON.stringify(value).replaceAll('"', '');
  const parts = Object.values(value).flatMap((part) => (part === null || isTree(part) ? [] : [textOf(part)]));
  return parts.length === 0 ? 'some' : parts.join(' ');
}
