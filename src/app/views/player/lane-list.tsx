import { Fragment } from 'react';
import { actions } from '#store';
import { useNarrow } from '#views/common';
import { laneEnds, laneLines, laneWidth } from './lane-lines.ts';
import type { LaneName } from './lane-names.ts';
import type { Strip } from './strip.ts';
import './lane-list.css';

/** What a name has around it, on the page of one column and on others: the list's padding and the button's. */
const AROUND = { narrow: 8, wide: 20 } as const;

/** The names of the tracks, which stay beside them; each leads to its first hop. `room`: how wide the list is, in pixels. */
export function LaneList({
  lanes,
  strip,
  room,
  over,
}: {
  readonly lanes: readonly LaneName[];
  readonly strip: Strip;
  readonly room: number;
  /** Whether there are hops out of sight under the names. */
  readonly over: 'hops' | 'nothing';
}) {
  const narrow = useNarrow();
  return (
    <ul className="track-names" aria-label="Connections and lookups" data-over={over}>
      {lanes.map((lane, index) => {
        const first = strip.chips.find((chip) => chip.track === index)?.index ?? 0;
        return (
          <li key={lane.id}>
            <button
              type="button"
              title={lane.full}
              aria-label={`${lane.full}, from hop ${first + 1}`}
              onClick={() => actions.goTo(first)}
            >
              {narrow ? (
                <TwoLines name={lane.short} room={room - AROUND.narrow} />
              ) : (
                <WholeName lane={lane} room={room - AROUND.wide} />
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** What does not fit in one line goes on after the arrow, or after what opened it, where that is enough. */
function WholeName({ lane, room }: { readonly lane: LaneName; readonly room: number }) {
  const [from, to] = laneEnds(lane.short);
  return (
    <span className="lane-name">
      <span className="faint">{lane.why} </span>
      {from}
      <span className={laneWidth(to, 'wide') <= room ? 'lane-to' : undefined}>
        <Dotted text={to} />
      </span>
    </span>
  );
}

/** As high as a chip: what opened it is left to the whole name, which the button has. */
function TwoLines({ name, room }: { readonly name: string; readonly room: number }) {
  const [first, second] = laneLines(name, room);
  return (
    <span className="lane-name">
      <span className="lane-line">{first}</span>
      {second === '' ? null : <span className="lane-line">{second}</span>}
    </span>
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
