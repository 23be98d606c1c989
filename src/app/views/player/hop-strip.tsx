import { useMemo, useRef } from 'react';
import { hopIndex, isOnLine, useApp } from '#store';
import { type Answer, plainText } from '#view';
import { count } from '#views/common';
import { FADES } from './follow.ts';
import { HopChip } from './hop-chip.tsx';
import { LaneList } from './lane-list.tsx';
import { laneNames } from './lane-names.ts';
import { Playhead } from './playhead.tsx';
import { Scrubber } from './scrubber.tsx';
import { RULER, SHOWN, type StripChip, stripOf, TRACK } from './strip.ts';
import { useFollow } from './use-follow.ts';
import { useMore } from './use-more.ts';
import { useRoom } from './use-room.ts';
import './hop-strip.css';

declare module 'react' {
  interface CSSProperties {
    readonly '--track'?: string;
    readonly '--ruler'?: string;
    readonly '--shown'?: number;
    readonly '--fade-before'?: string;
    readonly '--fade-after'?: string;
  }
}

/** What the style sheets reckon with. */
const MEASURES = {
  '--track': `${TRACK}px`,
  '--ruler': `${RULER}px`,
  '--shown': SHOWN,
  '--fade-before': `${FADES.before}px`,
  '--fade-after': `${FADES.after}px`,
} as const;

/** The hops in order, a track for each connection or lookup, and the playhead over all of them. */
export function HopStrip({ answer }: { readonly answer: Answer }) {
  const frame = useRef<HTMLDivElement>(null);
  const room = useRoom(frame);
  const strip = useMemo(() => stripOf(answer, room.chip), [answer, room.chip]);
  const lanes = useMemo(() => laneNames(answer.trace), [answer]);
  const now = useApp(hopIndex);
  const line = useApp((state) => state.selection.hoveredLine);
  useFollow(frame, strip, now);
  const more = useMore(frame, strip);

  return (
    <div className="strip-frame" style={MEASURES}>
      <div className="strip" ref={frame}>
        <div className="strip-corner" aria-hidden="true">
          {more.before === 0 ? null : <span className="strip-more">← {more.before}</span>}
        </div>
        <LaneList lanes={lanes} strip={strip} room={room.names} over={more.before > 0 ? 'hops' : 'nothing'} />
        <div className="tracks" style={{ width: strip.width + 24, height: strip.tracks.length * TRACK + RULER }}>
          <div className="ruler">
            <Scrubber strip={strip} answer={answer} />
            {strip.replyFrom === null ? null : (
              <span className="reply-word" style={{ left: strip.replyFrom }}>
                reply
              </span>
            )}
            <Playhead strip={strip} part="playhead-head" />
          </div>
          {strip.tracks.map((track, index) => (
            <div className="track-line" key={track.id} style={{ top: RULER + (index + 1) * TRACK - 1 }} />
          ))}
          {strip.replyFrom === null ? null : <div className="reply-line" style={{ left: strip.replyFrom - 5 }} />}
          <Playhead strip={strip} part="playhead" />
          <ol aria-label="Hops">
            {strip.chips.map((chip) => (
              <li key={chip.key}>
                <HopChip
                  chip={chip}
                  title={titleOf(answer, chip)}
                  now={chip.index === now}
                  pointed={
                    line !== null && (answer.hops[chip.key]?.evidence.some((place) => isOnLine(place, line)) ?? false)
                  }
                />
              </li>
            ))}
          </ol>
        </div>
      </div>
      {more.after === 0 ? null : (
        <p className="strip-more strip-after" aria-hidden="true">
          {more.after} →
        </p>
      )}
      {strip.tracks.length <= SHOWN ? null : (
        <p className="strip-more strip-below" aria-hidden="true">
          {more.above === 0 ? null : `${count(more.above, 'more row')} ↑ `}
          {more.below === 0 ? null : `${count(more.below, 'more row')} ↓`}
        </p>
      )}
    </div>
  );
}

function titleOf(answer: Answer, chip: StripChip): string {
  const view = answer.hops[chip.key];
  return view ? plainText(view.story.title) : chip.text;
}
