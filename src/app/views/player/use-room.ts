import { type RefObject, useLayoutEffect, useState } from 'react';
import { FADES } from './follow.ts';
import { roomFor } from './use-more.ts';

/** No chip is wider, however long the words are that somebody gave to things, in pixels. */
const WIDEST = 480;
const NARROWEST = 80;

/** What the strip has room for, in pixels. */
export interface Room {
  /** The names of its tracks, beside them. */
  readonly names: number;
  /** A chip that is seen whole, between the ends at which the rows fade. */
  readonly chip: number;
}

/** Measured before the first paint and whenever the page's width changes. */
export function useRoom(frame: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState<Room>({ names: 0, chip: WIDEST });
  useLayoutEffect(() => {
    const outer = frame.current;
    if (!outer) return;
    const look = () => {
      const { width } = roomFor(outer);
      const names = outer.clientWidth - width;
      const chip = Math.min(WIDEST, Math.max(NARROWEST, width - FADES.before - FADES.after));
      setRoom((old) => (old.names === names && old.chip === chip ? old : { names, chip }));
    };
    look();
    const resized = new ResizeObserver(look);
    resized.observe(outer);
    return () => resized.disconnect();
  }, [frame]);
  return room;
}
