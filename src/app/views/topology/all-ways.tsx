import { useStore } from '@xyflow/react';
import { useMemo, useState } from 'react';
import { actions, useApp } from '#store';
import { outcomeText } from '#views/common';
import type { Layout } from './layout.ts';
import type { Point } from './measures.ts';
import { type Leg, legsOn, lineOf, pathData } from './position.ts';
import { untangledTracks } from './untangle.ts';
import { placedEnds } from './way-ends.ts';
import './all-ways.css';

interface Line {
  readonly name: string;
  readonly good: boolean;
  readonly said: string;
  readonly data: string;
  readonly end: Point;
}

/** The ways of the saved requests beside the current one: a thin line each, its sign where it ends, and a click to choose it. */
export function AllWays({ layout }: { readonly layout: Layout }) {
  const ways = useApp((state) => state.picture.allWays);
  const chips = useApp((state) => state.run.loaded?.requests);
  const asked = useApp(({ run }) => (run.asked?.kind === 'saved' ? run.asked.name : null));
  const [over, setOver] = useState<string | null>(null);
  const zoom = useStore(({ transform: [, , scale] }) => scale);
  const now = useApp(({ run }) => run.answer?.trace);
  const lines = useMemo(() => {
    const current = now ? [now] : [];
    const others = ways.filter(({ name }) => name !== asked);
    const tracks = untangledTracks(layout, [...current, ...others]);
    return others.flatMap((way, index): readonly Line[] => {
      const chip = chips?.find((one) => one.name === way.name);
      const legs = legsOn(layout, way, tracks, current.length + index).filter((leg) => leg.way === 'forward');
      const end = legs.at(-1)?.points.at(-1);
      if (!chip || !end) return [];
      const word = chip.word === null ? 'not known yet' : outcomeText({ word: chip.word, reason: chip.reason });
      return [
        {
          name: way.name,
          good: chip.good,
          said: `${word}${chip.status === null ? '' : `, ${chip.status}`}`,
          data: dataOf(legs),
          end,
        },
      ];
    });
  }, [ways, chips, asked, layout, now]);
  const ends = placedEnds(
    lines.map(({ end }) => end),
    zoom,
  );
  return (
    <>
      <svg className="ways all" width={layout.width} height={layout.height} aria-hidden="true">
        {lines.map((line) => (
          <g
            key={line.name}
            className="request-way"
            data-good={line.good}
            data-over={over === line.name}
            onPointerEnter={() => setOver(line.name)}
            onPointerLeave={() => setOver(null)}
            onClick={() => void actions.choose(line.name)}
          >
            <path className="reach" d={line.data} />
            <path className="line" d={line.data} />
          </g>
        ))}
      </svg>
      {lines.map((line, index) => (
        <button
          type="button"
          key={line.name}
          className="way-end"
          data-good={line.good}
          style={{
            left: ends[index]?.x,
            top: ends[index]?.y,
            // As large on the page at any zoom, for whoever has to hit it.
            scale: String(1 / zoom),
          }}
          aria-label={`Choose ${line.name}: ${line.said}`}
          onPointerEnter={() => setOver(line.name)}
          onPointerLeave={() => setOver(null)}
          onFocus={() => setOver(line.name)}
          onBlur={() => setOver(null)}
          onClick={() => void actions.choose(line.name)}
        >
          <span aria-hidden="true">{line.good ? '✓' : '✕'}</span>
          {over === line.name ? (
            <span className="way-name" aria-hidden="true">
              {line.name}, {line.said}
            </span>
          ) : null}
        </button>
      ))}
    </>
  );
}

function dataOf(legs: readonly Leg[]): string {
  return legs.map((leg) => pathData(lineOf(leg))).join('');
}
