import type { Headers } from '#net';
import { allowedText } from './every.ts';

export interface HeaderExpectation {
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly absentHeaders?: readonly string[];
}

/** One header that is looked at: `key` for the failure, and what is asked of its value. */
export interface HeaderRule {
  readonly key: string;
  readonly expected: string;
  /** Whether a value fits; `null` where the header is missing. */
  readonly fits: (value: string | null) => boolean;
  readonly name: string;
}

/**
 * What an expectation asks of headers, one rule a header. Names compare without case, values without the blanks around
 * commas. `"*"` alone stands for any value; in a list it is an asterisk.
 */
export function headerRules(key: string, { headers, absentHeaders }: HeaderExpectation): readonly HeaderRule[] {
  const present = Object.entries(headers ?? {}).map(([name, wanted]): HeaderRule => {
    const allowed = typeof wanted === 'string' ? [wanted] : wanted;
    const any = wanted === '*';
    return {
      key: `${key}.headers.${name}`,
      name: name.toLowerCase(),
      expected: any ? 'any value' : allowedText(allowed.map((value) => JSON.stringify(value))),
      fits: (value) => value !== null && (any || allowed.some((one) => plainValue(one) === plainValue(value))),
    };
  });
  const absent = (absentHeaders ?? []).map(
    (name): HeaderRule => ({
      key: `${key}.absentHeaders`,
      name: name.toLowerCase(),
      expected: `no ${name}`,
      fits: (value) => value === null,
    }),
  );
  return [...present, ...absent];
}

export function headerOf(headers: Headers, name: string): string | null {
  const found = Object.entries(headers).find(([one]) => one.toLowerCase() === name);
  return found === undefined ? null : found[1];
}

/** The value as text, quoted. */
export function valueText(value: string | null): string {
  return value === null ? 'no such header' : JSON.stringify(value);
}

function plainValue(value: string): string {
  return value
    .split(',')
    .map((part) => part.trim())
    .join(',');
}
