import { actions } from '#store';
import { LayerMark, layerWord } from '#views/common';
import { RULER, type StripChip, TRACK } from './strip.ts';
import './hop-chip.css';

/** A hop in its track. Only the current chip is a stop of the Tab key; the arrows go to the others. */
export function HopChip({
  chip,
  title,
  now,
  pointed,
}: {
  readonly chip: StripChip;
  readonly title: string;
  readonly now: boolean;
  readonly pointed: boolean;
}) {
  return (
    <button
      type="button"
      className="hop-chip"
      data-layer={chip.layer}
      data-way={chip.way}
      data-ends={chip.ends}
      data-pointed={pointed}
      aria-current={now ? 'step' : undefined}
      aria-label={`Hop ${chip.index + 1}, ${chip.way === 'reply' ? 'reply, ' : ''}${layerWord(chip)}: ${chip.text}`}
      title={title}
      tabIndex={now ? 0 : -1}
      style={{ left: chip.x, top: RULER + chip.track * TRACK + 4, width: chip.w }}
      onClick={() => actions.goTo(chip.index)}
    >
      <LayerMark layer={chip.layer} />
      <span>{chip.shown}</span>
      {chip.ends ? (
        <b className="chip-end" aria-hidden="true">
          ✕
        </b>
      ) : null}
    </button>
  );
}
