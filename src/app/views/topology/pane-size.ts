import { useLayoutEffect, useState } from 'react';
import type { PaneSize } from './camera.ts';

const NONE: PaneSize = { w: 0, h: 0 };

/** The size of an element, followed; nothing before it stands. */
export function usePaneSize(element: HTMLElement | null): PaneSize {
  const [size, setSize] = useState(NONE);
  useLayoutEffect(() => {
    if (!element) return undefined;
    const measure = () =>
      setSize((before) => {
        const { clientWidth: w, clientHeight: h } = element;
        return before.w === w && before.h === h ? before : { w, h };
      });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return size;
}
