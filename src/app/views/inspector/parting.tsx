import { actions } from '#store';
import type { PartingSide } from '#view';
import { Fragments, LayerMark, layerWord, shortRef } from '#views/common';

/**
 * The decision that made a run end as it does, with the first line that it rests on. `text`: lines of the text as it is
 * now can be jumped to; those of an older text, or of one that was only tried, are named.
 */
export function Parting({ side, text }: { readonly side: PartingSide; readonly text: 'now' | 'other' }) {
  const place = side.evidence.find(({ range }) => range !== null);
  const line = place?.range?.start.line;
  return (
    <span className="quiet">
      <LayerMark layer={side.layer} /> <span className="visually-hidden">{layerWord(side)}: </span>
      <Fragments parts={side.story.title} />
      {place === undefined || line === undefined ? null : (
        <>
          {', '}
          {text === 'now' ? (
            <button type="button" className="in-text" onClick={() => actions.jumpTo(line)}>
              {shortRef(place.object)} line {line}
            </button>
          ) : (
            <span>line {line} then</span>
          )}
        </>
      )}
    </span>
  );
}
