import { type RefObject, useEffect } from 'react';
import { followed } from './follow.ts';
import { type Strip, TRACK } from './strip.ts';
import { roomFor } from './use-more.ts';

/** Keeps the current chip in sight, and the focus on it while it is on one of the chips. */
export function useFollow(frame: RefObject<HTMLDivElement | null>, strip: Strip, now: number): void {
  useEffect(() => {
    const chip = strip.chips[now];
    const outer = frame.current;
    if (!chip || !outer) return;
    const { scrollLeft, scrollTop } = outer;
    const { width, height } = roomFor(outer);
    const left = followed(chip, scrollLeft, width);
    if (left !== scrollLeft) outer.scrollTo({ left });
    const top = chip.track * TRACK;
    if (top < scrollTop) outer.scrollTo({ top });
    else if (top + TRACK > scrollTop + height) outer.scrollTo({ top: Math.min(top, top + TRACK - height) });
    if (document.activeElement?.classList.contains('hop-chip') && outer.contains(document.activeElement)) {
      outer.querySelector<HTMLElement>('.hop-chip[aria-current="step"]')?.focus({ preventScroll: true });
    }
  }, [frame, strip, now]);
}
