import { useApp } from '#store';
import { Announcer } from './announcer.tsx';
import { useClock } from './clock.ts';
import { Controls } from './controls.tsx';
import { HopNow } from './hop-now.tsx';
import { HopStrip } from './hop-strip.tsx';
import './player.css';

/** Buttons, the strip of hops, and a voice for those who do not see the picture. */
export function Player() {
  useClock();
  const answer = useApp((state) => state.run.answer);
  return (
    <section className="player" aria-label="Hops and player">
      <Controls />
      <HopNow />
      {answer ? (
        <HopStrip answer={answer} />
      ) : (
        <p className="quiet empty-strip">Send a request to see its hops here.</p>
      )}
      <Announcer />
    </section>
  );
}
