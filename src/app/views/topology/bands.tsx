import { bandTitles } from './band-titles.ts';
import './bands.css';
import type { Layout } from './layout.ts';

/** What each half of the picture holds. */
export function Bands({ layout }: { readonly layout: Layout }) {
  return bandTitles(layout).map(({ text, x, y }) => (
    <p className="band" key={text} style={{ left: x, top: y }}>
      {text}
    </p>
  ));
}
