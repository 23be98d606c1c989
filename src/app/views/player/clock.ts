import { useEffect } from 'react';
import { actions, useApp } from '#store';
import { useReducedMotion } from '#views/common';

const SECONDS_A_HOP = 1.1;

/** Advances the playhead while it plays: each frame, or with reduced motion a whole hop at a time. */
export function useClock(): void {
  const playing = useApp((state) => state.player.playing);
  const speed = useApp((state) => state.player.speed);
  const reduced = useReducedMotion();
  useEffect(() => {
    if (!playing) return undefined;
    if (reduced) {
      const timer = setInterval(() => actions.advance(1), (SECONDS_A_HOP * 1000) / speed);
      return () => clearInterval(timer);
    }
    let before = performance.now();
    let frame = requestAnimationFrame(function tick(now) {
      const seconds = Math.min(0.1, (now - before) / 1000);
      before = now;
      actions.advance((seconds * speed) / SECONDS_A_HOP);
      frame = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, speed, reduced]);
}
