import { Fragment, useEffect, useMemo, useRef } from 'react';
import { actions, appStore, hopIndex, isOnLine, useApp } from '#store';
import { type Answer, plainText } from '#view';
import { count, LayerMark, layerWord } from '#views/common';
import { type LaneName, laneNames } from './lane-names.ts';
import { Scrubber } from './scrubber.tsx';
import { playheadAt, RULER, SHOWN, type Strip, type StripChip, stripOf, TRACK } from './strip.ts';
import { roomFor, useMore } from './use-more.ts';

declare module 'react' {
  interface CSSProperties {
    readonly '--track'?: number;
    readonly '--rows'?: number;
  }
}

/** The hops in order, a track for each connection or lookup, and the playhead over all of them. */
export function HopStrip({ answer }: { readonly answer: Answer }) {
  const strip = useMemo(() => stripOf(answer), [answer]);
  const lanes = useMemo(() => laneNames(answer.trace), [answer]);
  const now = useApp(hopIndex);
  const line = useApp((state) => state.selection.hoveredLine);
  const frame = useRef<HTMLDivElement>(null);
  const track = strip.chips[now]?.track ?? 0;
  useFollow(frame, strip, now);

  const more = useMore(frame, strip);

  return (
    <div className="strip-frame">
      <div className="strip" ref={frame} style={{ '--track': track, '--rows': SHOWN }}>
        <div className="strip-corner" aria-hidden="true">
          {more.before === 0 ? null : <span className="strip-more">← {more.before}</span>}
        </div>
        <ul className="track-names" aria-label="Connections and lookups" data-over={more.before > 0}>
          {lanes.map((lane, index) => (
            <li key={lane.id} data-now={index === track}>
              <LaneButton lane={lane} first={strip.chips.find((chip) => chip.track === index)?.index ?? 0} />
            </li>
          ))}
        </ul>
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
                <ChipButton
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

/** Keeps the current chip in sight, and the focus on it while it is on one of the chips. */
function useFollow(frame: React.RefObject<HTMLDivElement | null>, strip: Strip, now: number): void {
  useEffect(() => {
    const chip = strip.chips[now];
    const outer = frame.current;
    if (!chip || !outer) return;
    const { scrollLeft, scrollTop } = outer;
    const { width, height } = roomFor(outer);
    if (chip.x < scrollLeft + 20 || chip.x + chip.w > scrollLeft + width - 40) {
      outer.scrollTo({ left: Math.max(0, chip.x - width / 3) });
    }
    const top = chip.track * TRACK;
    if (top < scrollTop) outer.scrollTo({ top });
    else if (top + TRACK > scrollTop + height) outer.scrollTo({ top: Math.min(top, top + TRACK - height) });
    if (document.activeElement?.classList.contains('hop-chip') && outer.contains(document.activeElement)) {
      outer.querySelector<HTMLElement>('.hop-chip[aria-current="step"]')?.focus({ preventScroll: true });
    }
  }, [frame, strip, now]);
}

function titleOf(answer: Answer, chip: StripChip): string {
  const view = answer.hops[chip.key];
  return view ? plainText(view.story.title) : chip.text;
}

/** A track's name leads to its first hop. */
function LaneButton({ lane, first }: { readonly lane: LaneName; readonly first: number }) {
  return (
    <button
      type="button"
      title={lane.full}
      aria-label={`${lane.full}, from hop ${first + 1}`}
      onClick={() => actions.goTo(first)}
    >
      <span className="lane-name">
        <span className="faint">{lane.why} </span>
        <LaneTarget text={lane.short} />
      </span>
    </button>
  );
}

/** `client → web:80`; where there is little room, each on a row of its own. */
function LaneTarget({ text }: { readonly text: string }) {
  const arrow = text.indexOf(' → ');
  return (
    <>
      {arrow === -1 ? null : <span className="lane-from">{text.slice(0, arrow + 1)}</span>}
      <Dotted text={arrow === -1 ? text : `→\u00a0${text.slice(arrow + 3)}`} />
    </>
  );
}

/** A name that may wrap after its dots and slashes; an address stays whole. */
function Dotted({ text }: { readonly text: string }) {
  return text.split(/(?<=[^\d]\.|\/)(?=\S)/).map((part, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- parts of one name have no identity but their place
    <Fragment key={index}>
      {index === 0 ? null : <wbr />}
      {part}
    </Fragment>
  ));
}

/** Only the current chip is a stop of the Tab key; the arrows go to the others. */
function ChipButton({
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
      <span>{chip.text}</span>
      {chip.ends ? (
        <b className="chip-end" aria-hidden="true">
          ✕
        </b>
      ) : null}
    </button>
  );
}

/** The line through all tracks, behind the chips, or its head on the ruler. */
function Playhead({ strip, part }: { readonly strip: Strip; readonly part: 'playhead' | 'playhead-head' }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = () => {
      const x = playheadAt(strip, appStore.getState().player.t);
      if (element.current) element.current.style.transform = `translateX(${x}px)`;
    };
    place();
    return appStore.subscribe(place);
  }, [strip]);
  return <div className={part} ref={element} aria-hidden="true" />;
}
