import type { Layout } from './layout.ts';

/** What each half of the picture holds. */
export function Bands({ layout }: { readonly layout: Layout }) {
  return (
    <>
      <p className="band" style={{ top: 4 }}>
        Rules, what decides
      </p>
      <p className="band" style={{ top: layout.divider + 2 }}>
        Places, where packets are
      </p>
    </>
  );
}
