import type { KeyboardEvent, PointerEvent } from 'react';
import { actions, hopAt, hopIndex, useApp, viewOf } from '#store';
import { type Answer, plainText } from '#view';
import { type Strip, timeAt } from './strip.ts';
import './ruler.css';

/** The ruler above the tracks: pressing and dragging moves the playhead, and so do the keys of a slider. */
export function Scrubber({ strip, answer }: { readonly strip: Strip; readonly answer: Answer }) {
  const now = useApp(hopIndex);
  const view = viewOf(answer, hopAt(answer, now));
  const scrub = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { left } = event.currentTarget.getBoundingClientRect();
    actions.scrub(timeAt(strip, event.clientX - left));
  };
  const onKey = (event: KeyboardEvent) => {
    const move = KEYS[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    move();
  };
  return (
    <div
      className="scrubber"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a range input has even steps, hops are as wide as their text
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={1}
      aria-valuemax={answer.trace.hops.length}
      aria-valuenow={now + 1}
      aria-valuetext={`hop ${now + 1} of ${answer.trace.hops.length}${view ? `, ${plainText(view.story.title)}` : ''}`}
      onPointerDown={scrub}
      onPointerMove={scrub}
      onKeyDown={onKey}
    />
  );
}

const KEYS: Readonly<Record<string, () => void>> = {
  ArrowRight: () => actions.step(1),
  ArrowUp: () => actions.step(1),
  ArrowLeft: () => actions.step(-1),
  ArrowDown: () => actions.step(-1),
  PageUp: () => actions.stepOver(1),
  PageDown: () => actions.stepOver(-1),
  Home: () => actions.first(),
  End: () => actions.last(),
};
