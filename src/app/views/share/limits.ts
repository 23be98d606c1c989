interface Limit {
  readonly place: string;
  readonly most: number;
  readonly why: string;
}

/** Where links are pasted, how many characters such a place takes, and what happens to more. */
const PLACES: readonly Limit[] = [
  { place: 'Everywhere', most: 2_000, why: 'no browser, mail or chat cuts it' },
  { place: 'Discord message', most: 2_000, why: 'longer ones are refused' },
  { place: 'Most tools', most: 8_000, why: 'what HTTP asks every program to take' },
  { place: 'Slack message', most: 40_000, why: 'longer ones are cut' },
  { place: 'GitHub comment', most: 65_536, why: 'longer ones are refused' },
  { place: 'Firefox', most: 65_536, why: 'longer ones are kept in no history' },
  { place: 'Chrome and Edge', most: 2_097_152, why: 'longer ones become an empty address' },
];

/** Up to here a link goes everywhere, and nobody needs a shorter one. */
export const FITS_EVERYWHERE = 2_000;

/** Whether a link of this length fits, place by place. */
export function limitsOf(length: number): readonly (Limit & { readonly fits: boolean })[] {
  return PLACES.map((one) => ({ ...one, fits: length <= one.most }));
}

/** `4,012 characters`. */
export function lengthText(length: number): string {
  return `${length.toLocaleString('en')} characters`;
}
