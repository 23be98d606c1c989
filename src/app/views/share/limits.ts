/** Where links are pasted, and how many characters such a place takes. */
const PLACES: readonly { readonly place: string; readonly most: number }[] = [
  { place: 'a Discord message', most: 2_000 },
  { place: 'a Slack message', most: 40_000 },
  { place: 'a GitHub comment', most: 65_536 },
  { place: 'a browser’s address bar', most: 1_000_000 },
];

/** Whether a link of this length fits, place by place. */
export function limitsOf(
  length: number,
): readonly { readonly place: string; readonly most: number; readonly fits: boolean }[] {
  return PLACES.map((one) => ({ ...one, fits: length <= one.most }));
}
