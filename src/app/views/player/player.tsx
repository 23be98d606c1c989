import { hopAt, hopIndex, useApp, viewOf } from '#store';
import { plainText } from '#view';
import { usePageKeys } from '#views/common';
import { useClock } from './clock.ts';
import { Controls } from './controls.tsx';
import { HopStrip } from './hop-strip.tsx';
import './player.css';

/** Buttons, the strip of hops, and a voice for those who do not see the picture. */
export function Player() {
  useClock();
  usePageKeys();
  const answer = useApp((state) => state.run.answer);
  return (
    <section className="player" aria-label="Hops and player">
      <Controls />
      {answer ? (
        <HopStrip answer={answer} />
      ) : (
        <p className="quiet empty-strip">Send a request to see its hops here.</p>
      )}
      <Announcer />
    </section>
  );
}

function Announcer() {
  const text = useApp((state) => {
    const { answer } = state.run;
    const index = hopIndex(state);
    const view = viewOf(answer, hopAt(answer, index));
    return answer && view ? `Hop ${index + 1} of ${answer.trace.hops.length}: ${plainText(view.story.title)}` : '';
  });
  return (
    <output className="visually-hidden" aria-live="polite">
      {text}
    </output>
  );
}
