import { useEffect, useRef } from 'react';
import { appStore } from '#store';
import { playheadAt, type Strip } from './strip.ts';

/** The line through all tracks, behind the chips, or its head on the ruler. */
export function Playhead({ strip, part }: { readonly strip: Strip; readonly part: 'playhead' | 'playhead-head' }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = () => {
      const x = playheadAt(strip, appStore.getState().player.t);
      if (element.current) element.current.style.transform = `translateX(${x}px)`;
    };
    place();
    return appStore.subscribe(place);
  }, [strip]);
  return <div className={part} ref={element} aria-hidden="true" />;
}
