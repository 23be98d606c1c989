import { type PointerEvent, useEffect, useMemo, useRef } from 'react';
import { actions, appStore, hopIndex, isOnLine, useApp } from '#store';
import type { Answer } from '#view';
import { LAYER_WORDS, LayerMark } from '#views/common';
import { playheadAt, type Strip, type StripChip, stripOf, timeAt } from './strip.ts';

const TRACK = 36;

/** The hops in order, a track for each connection or lookup, and the playhead over all of them. */
export function HopStrip({ answer }: { readonly answer: Answer }) {
  const strip = useMemo(() => stripOf(answer), [answer]);
  const now = useApp(hopIndex);
  const line = useApp((state) => state.selection.hoveredLine);
  const scroller = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const chip = strip.chips[now];
    const element = scroller.current;
    if (!chip || !element) return;
    const { scrollLeft, clientWidth } = element;
    if (chip.x < scrollLeft + 20 || chip.x + chip.w > scrollLeft + clientWidth - 40) {
      element.scrollTo({ left: Math.max(0, chip.x - clientWidth / 3) });
    }
  }, [strip, now]);

  return (
    <div className="strip">
      <div className="track-names" aria-hidden="true">
        <span className="ruler" />
        {strip.tracks.map((track) => (
          <span key={track.id} title={track.label}>
            {track.label}
          </span>
        ))}
      </div>
      <div className="tracks" ref={scroller}>
        <div className="tracks-inner" style={{ width: strip.width + 24, height: strip.tracks.length * TRACK + 20 }}>
          <Scrubber strip={strip} />
          {strip.tracks.map((track, index) => (
            <div className="track-line" key={track.id} style={{ top: 20 + (index + 1) * TRACK - 1 }} />
          ))}
          {strip.replyFrom === null ? null : (
            <div className="reply-line" style={{ left: strip.replyFrom - 5 }}>
              <span>reply</span>
            </div>
          )}
          <ol aria-label="Hops">
            {strip.chips.map((chip) => (
              <li key={chip.key}>
                <ChipButton
                  chip={chip}
                  now={chip.index === now}
                  pointed={
                    line !== null && (answer.hops[chip.key]?.evidence.some((place) => isOnLine(place, line)) ?? false)
                  }
                />
              </li>
            ))}
          </ol>
          <Playhead strip={strip} />
        </div>
      </div>
    </div>
  );
}

function ChipButton({
  chip,
  now,
  pointed,
}: {
  readonly chip: StripChip;
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
      aria-label={`Hop ${chip.index + 1}, ${chip.way === 'reply' ? 'reply, ' : ''}${LAYER_WORDS[chip.layer]}: ${chip.text}`}
      style={{ left: chip.x, top: 20 + chip.track * TRACK + 4, width: chip.w }}
      onClick={() => actions.goTo(chip.index)}
    >
      <LayerMark layer={chip.layer} />
      <span>{chip.text}</span>
    </button>
  );
}

function Playhead({ strip }: { readonly strip: Strip }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = () => {
      const x = playheadAt(strip, appStore.getState().player.t);
      if (element.current) element.current.style.transform = `translateX(${x}px)`;
    };
    place();
    return appStore.subscribe(place);
  }, [strip]);
  return <div className="playhead" ref={element} aria-hidden="true" />;
}

/** The ruler above the tracks: pressing and dragging moves the playhead. Keys and buttons do the same. */
function Scrubber({ strip }: { readonly strip: Strip }) {
  const scrub = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { left } = event.currentTarget.getBoundingClientRect();
    actions.scrub(timeAt(strip, event.clientX - left));
  };
  return <div className="scrubber" aria-hidden="true" onPointerDown={scrub} onPointerMove={scrub} />;
}
