import { absolute, isValidName, joinNames, labelsOf } from '#tables';

/** One name that a resolver tries: absolute, and which search domain made it (`null`: the name as it is). */
export interface Candidate {
  readonly name: string;
  readonly search: { readonly domain: string; readonly index: number; readonly of: number } | null;
}

/** The names a resolver would try, sorted by when: the name as it is, the search list, and which of the two goes first. */
export interface Candidates {
  readonly asIs: Candidate;
  readonly list: readonly Candidate[];
  /** `asIs`: enough dots, so the name itself first. `list`: the search list first. `only`: no list at all. */
  readonly order: 'asIs' | 'list' | 'only';
}

/** A trailing dot, or a question that says so, keeps the list out of it. Domains that make the name too long are left out. */
export function candidatesOf(
  name: string,
  searches: readonly string[],
  ndots: number,
  search: 'search' | 'as written',
): Candidates {
  const asIs: Candidate = { name: absolute(name), search: null };
  if (search === 'as written' || name.endsWith('.')) return { asIs, list: [], order: 'only' };
  const list = searches
    .map((domain, index) => ({ name: joinNames(name, domain), search: { domain, index, of: searches.length } }))
    .filter((candidate) => isValidName(candidate.name) && candidate.search.domain !== '.');
  const dots = labelsOf(name).length - 1;
  return { asIs, list, order: dots >= ndots ? 'asIs' : 'list' };
}
