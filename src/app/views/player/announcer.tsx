import { hopAt, hopIndex, titleOf, useApp, viewOf } from '#store';
import { plainText } from '#view';
import { layerWord } from '#views/common';

/**
 * The voice for those who do not see the picture. A step is said once, when the packet rests; while it plays only that
 * it plays, since sentences would pile up. A run says its verdict when it comes.
 */
export function Announcer() {
  const step = useApp((state) => {
    const { answer } = state.run;
    const index = hopIndex(state);
    const hop = hopAt(answer, index);
    const view = viewOf(answer, hop);
    if (!answer || !hop || !view) return '';
    if (state.player.playing) return 'Playing.';
    const reply = hop.way === 'reply' ? 'reply, ' : '';
    return `Hop ${index + 1} of ${answer.trace.hops.length}, ${reply}${layerWord(hop)}: ${plainText(view.story.title)}`;
  });
  const verdict = useApp(({ run }) =>
    run.answer ? `${titleOf(run.loaded)}, ${run.answer.trace.request}: ${run.answer.verdict.sentence}` : '',
  );
  return (
    <div className="visually-hidden">
      <output aria-live="polite" aria-label="Verdict of the run">
        {verdict}
      </output>
      <output aria-live="polite" aria-label="Current hop">
        {step}
      </output>
    </div>
  );
}
