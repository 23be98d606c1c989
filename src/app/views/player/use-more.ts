import { type RefObject, useEffect, useState } from 'react';
import { outOfSight, RULER, type Strip } from './strip.ts';

const NOTHING = { before: 0, after: 0, above: 0, below: 0 };

/** How much of the strip is out of sight, now and whenever it is scrolled or its room changes. */
export function useMore(frame: RefObject<HTMLElement | null>, strip: Strip): ReturnType<typeof outOfSight> {
  const [more, setMore] = useState<ReturnType<typeof outOfSight>>(NOTHING);
  useEffect(() => {
    const outer = frame.current;
    if (!outer) return;
    const look = () => {
      // The bar below takes nothing from the rows.
      outer.style.setProperty('--bar', `${outer.offsetHeight - outer.clientHeight}px`);
      const next = outOfSight(strip, { left: outer.scrollLeft, top: outer.scrollTop, ...roomFor(outer) });
      setMore((old) =>
        old.before === next.before && old.after === next.after && old.above === next.above && old.below === next.below
          ? old
          : next,
      );
    };
    look();
    outer.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(outer);
    return () => {
      outer.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [frame, strip]);
  return more;
}

/** The room that the tracks have in it, beside their names and under the ruler. */
export function roomFor(outer: HTMLElement): { readonly width: number; readonly height: number } {
  const names = outer.querySelector<HTMLElement>('.track-names')?.offsetWidth ?? 0;
  return { width: outer.clientWidth - names, height: outer.clientHeight - RULER };
}
