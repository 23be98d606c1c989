import { useEffect, useRef } from 'react';

const PAGE_KEYS: ReadonlySet<string> = new Set(['PageUp', 'PageDown']);

/**
 * Whether the page is to stay where it is: the reader has scrolled it since it began to play. It holds to the end of the
 * play, and not for a step by hand behind that.
 */
export function useLetAlone(playing: boolean): () => boolean {
  const scrolled = useRef(false);
  const isEnding = useRef(false);
  useEffect(() => {
    if (!playing) {
      isEnding.current = true;
      return;
    }
    scrolled.current = false;
    isEnding.current = false;
    const scroll = () => {
      scrolled.current = true;
    };
    const key = (event: KeyboardEvent) => {
      if (PAGE_KEYS.has(event.key)) scroll();
    };
    addEventListener('wheel', scroll, { passive: true });
    addEventListener('touchmove', scroll, { passive: true });
    addEventListener('keydown', key);
    return () => {
      removeEventListener('wheel', scroll);
      removeEventListener('touchmove', scroll);
      removeEventListener('keydown', key);
    };
  }, [playing]);
  return () => {
    const counts = playing || isEnding.current;
    isEnding.current = false;
    return counts && scrolled.current;
  };
}
