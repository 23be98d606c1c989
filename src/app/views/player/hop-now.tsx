import { hopAt, hopIndex, useApp, viewOf } from '#store';
import { Fragments, layerWord } from '#views/common';
import './hop-now.css';

/** What the hop says, where the inspector with the whole of it is not beside the strip. */
export function HopNow() {
  const answer = useApp((state) => state.run.answer);
  const hop = useApp((state) => hopAt(state.run.answer, hopIndex(state)));
  const view = viewOf(answer, hop);
  if (!hop || !view) return null;
  return (
    <p className="hop-now" data-layer={hop.layer}>
      <span className="hop-now-layer">
        {hop.way === 'reply' ? 'reply, ' : ''}
        {layerWord(hop)}:{' '}
      </span>
      <Fragments parts={view.story.title} />
    </p>
  );
}
