const PATHS = {
  first: 'M2 2h2v10H2zM13 2v10L5 7z',
  back: 'M11 2v10L3 7z',
  play: 'M3 1.500v11L12.500 7z',
  pause: 'M3 2h3v10H3zM8 2h3v10H8z',
  forward: 'M3 2v10l8-5z',
  over: 'M5 9.500h4v3H5zM1.500 7C2 3.600 4.400 1.500 7 1.500c2.300 0 4.200 1.500 5 3.800V3h1.500v5H8.600V6.500h2.200C10.200 4.500 8.800 3 7 3 5 3 3.300 4.700 3 7z',
  last: 'M10 2h2v10h-2zM1 2v10l8-5z',
  plus: 'M6 2h2v4h4v2H8v4H6V8H2V6h4z',
  minus: 'M2 6h10v2H2z',
  close: 'M3 1.600L7 5.600l4-4L12.400 3l-4 4 4 4-1.400 1.400-4-4-4 4L1.600 11l4-4-4-4z',
  fit: 'M1 1h4v2H3v2H1zM9 1h4v4h-2V3H9zM1 9h2v2h2v2H1zM11 9h2v4H9v-2h2z',
  copy: 'M4 1h8v9h-2V3H4zM2 4h7v9H2z',
} as const;

export type IconName = keyof typeof PATHS;

/** A small sign inside a button that has a name of its own. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" fill="currentColor" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
