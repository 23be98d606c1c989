import { useMemo } from 'react';
import { actions, hopIndex, type PinnedRun, useApp } from '#store';
import type { Answer, ComparedHops, Hop, HopDifference, RunComparison } from '#view';
import { compareRuns, hopDifferences, plainText } from '#view';
import { count, LayerMark, layerWord } from '#views/common';
import './beside.css';
import { CompareWith } from './compare-with.tsx';

/** Two runs side by side, hop by hop: the one that was pinned and the one that is shown. */
export function Compare() {
  const pinned = useApp((state) => state.beside.pinned);
  const answer = useApp((state) => state.run.answer);
  if (!answer) return <p className="quiet">Send a request, then another run can be laid beside it.</p>;
  return (
    <>
      <CompareWith />
      {pinned ? (
        <Sides pinned={pinned} answer={answer} />
      ) : (
        <p className="quiet">Choose a run to lay beside the one that is shown.</p>
      )}
    </>
  );
}

function Sides({ pinned, answer }: { readonly pinned: PinnedRun; readonly answer: Answer }) {
  const { rows, first, parting, ways } = useMemo(
    () => compareRuns(pinned.answer.trace, answer.trace),
    [pinned, answer],
  );
  const mark = MARKS[ways];
  return (
    <>
      <div className="compare-heads">
        <Head label="Pinned" title={pinned.title} answer={pinned.answer} />
        <Head label="Shown" title={answer.trace.request} answer={answer} />
      </div>
      <p className="quiet compare-sum">
        {parting === null ? 'The runs are the same, hop for hop.' : `${summary(rows)} ${mark.sum}`}
      </p>
      <ol className="compare" aria-label="Both runs, hop by hop">
        {stretchesOf(rows, [first, parting]).map((stretch) => (
          <li key={stretch.from}>
            {stretch.kind === 'same' ? (
              <SameHops rows={stretch.rows} answer={answer} />
            ) : (
              <Differing
                stretch={stretch}
                pinned={pinned}
                answer={answer}
                mark={stretch.from === parting ? mark.word : stretch.from === first ? MARKS.alike.word : null}
              />
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function summary(rows: readonly ComparedHops[]): string {
  const same = rows.filter(({ kind }) => kind === 'same').length;
  return `${count(same, 'hop')} the same, ${count(rows.length - same, 'difference')}.`;
}

const MARKS: Readonly<Record<RunComparison['ways'], { readonly word: string; readonly sum: string }>> = {
  parted: { word: 'here they part', sum: 'The marked one made the runs part.' },
  alike: {
    word: 'differs first',
    sum: 'The way and the end are alike; the marked hop is the first that differs.',
  },
};

function Head({ label, title, answer }: { readonly label: string; readonly title: string; readonly answer: Answer }) {
  const { good, sentence } = answer.verdict;
  return (
    <div>
      <p className="label">
        {label}: {title}
      </p>
      <b className={`end-sign ${good ? 'ok' : 'bad'}`} aria-hidden="true">
        {good ? '✓' : '✕'}
      </b>
      {sentence}
    </div>
  );
}

interface Stretch {
  readonly kind: ComparedHops['kind'];
  readonly from: number;
  readonly rows: readonly ComparedHops[];
}

/** Hops that are the same stand together, and so do those that each run has for itself; what made them part stands alone. */
function stretchesOf(rows: readonly ComparedHops[], marked: readonly (number | null)[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const [index, row] of rows.entries()) {
    const last = stretches.at(-1);
    const joins =
      last?.kind === row.kind && row.kind !== 'changed' && !marked.includes(index) && !marked.includes(last.from);
    if (joins) stretches[stretches.length - 1] = { ...last, rows: [...last.rows, row] };
    else stretches.push({ kind: row.kind, from: index, rows: [row] });
  }
  return stretches;
}

const MOST_OPEN = 3;

function SameHops({ rows, answer }: { readonly rows: readonly ComparedHops[]; readonly answer: Answer }) {
  const hops = rows.map((row) => (
    <HopText key={row.after} run="shown" answer={answer} index={row.after} jump={row.after} />
  ));
  if (rows.length <= MOST_OPEN) {
    return (
      <>
        <span className="visually-hidden">the same: </span>
        {hops}
      </>
    );
  }
  return (
    <details className="compare-same">
      <summary>= {count(rows.length, 'hop')} the same</summary>
      {hops}
    </details>
  );
}

/** `mark`: what is said of the difference that made the runs part, or that is the first. */
function Differing({
  stretch: { kind, rows },
  pinned,
  answer,
  mark,
}: {
  readonly stretch: Stretch;
  readonly pinned: PinnedRun;
  readonly answer: Answer;
  readonly mark: string | null;
}) {
  const unsaid = unsaidBy(rows, pinned.answer, answer);
  return (
    <div className="compare-row" data-parting={mark !== null}>
      <p className="compare-word">
        <span aria-hidden="true">≠ </span>
        {mark ?? (kind === 'changed' ? 'differs' : 'each its own way')}
      </p>
      <div className="compare-sides">
        <Side
          run="pinned"
          answer={pinned.answer}
          hops={rows.map((row) => ({ index: row.before, jump: kind === 'apart' ? null : row.after }))}
          unsaid={unsaid.slice(0, MOST_TOLD).map(({ what, before }) => ({ what, value: before }))}
        />
        <Side
          run="shown"
          answer={answer}
          hops={rows.map((row) => ({ index: row.after, jump: row.after }))}
          unsaid={unsaid.slice(0, MOST_TOLD).map(({ what, after }) => ({ what, value: after }))}
        />
      </div>
      {unsaid.length > MOST_TOLD ? (
        <p className="compare-unsaid quiet">
          and {count(unsaid.length - MOST_TOLD, 'other field')} that{' '}
          {unsaid.length === MOST_TOLD + 1 ? 'differs' : 'differ'}
        </p>
      ) : null}
    </div>
  );
}

const MOST_TOLD = 4;

/** In what two hops differ that are told in the same words; nothing where the words say it. */
function unsaidBy(rows: readonly ComparedHops[], pinned: Answer, answer: Answer): readonly HopDifference[] {
  const [row, second] = rows;
  if (row === undefined || second !== undefined || row.before === null || row.after === null) return [];
  const was = pinned.trace.hops[row.before];
  const is = answer.trace.hops[row.after];
  if (!was || !is || titleOf(pinned, was) !== titleOf(answer, is)) return [];
  return hopDifferences(was, is);
}

interface HopPlace {
  readonly index: number | null;
  /** The hop of the shown run to go to. */
  readonly jump: number | null;
}

interface SideProps {
  readonly run: 'pinned' | 'shown';
  readonly answer: Answer;
}

function Side({
  run,
  answer,
  hops,
  unsaid,
}: SideProps & {
  readonly hops: readonly HopPlace[];
  readonly unsaid: readonly { readonly what: string; readonly value: string }[];
}) {
  const own = hops.filter(({ index }) => index !== null);
  return (
    <div className="compare-side">
      <span className="label">{run === 'pinned' ? 'Pinned' : 'Shown'}</span>
      {own.length === 0 ? <span className="faint">no hop here</span> : null}
      {own.map((hop) => (
        <HopText key={hop.index} run={run} answer={answer} {...hop} />
      ))}
      {unsaid.map(({ what, value }) => (
        <span className="compare-unsaid quiet" key={what}>
          {what}: <code>{value}</code>
        </span>
      ))}
    </div>
  );
}

function HopText({ run, answer, index, jump }: SideProps & HopPlace) {
  const now = useApp(hopIndex);
  const hop = index === null ? undefined : answer.trace.hops[index];
  if (!hop) return null;
  const content = (
    <>
      <LayerMark layer={hop.layer} />
      <span>
        <span className="visually-hidden">{layerWord(hop)}: </span>
        {titleOf(answer, hop)}
        {hop.way === 'reply' ? <span className="faint"> reply</span> : null}
      </span>
    </>
  );
  if (jump === null) return <span className="compare-hop">{content}</span>;
  return (
    <button
      type="button"
      className="compare-hop"
      aria-current={run === 'shown' && jump === now ? 'step' : undefined}
      onClick={() => actions.goTo(jump)}
    >
      {content}
    </button>
  );
}

function titleOf(answer: Answer, hop: Hop): string {
  const view = answer.hops[hop.key];
  return view ? plainText(view.story.title) : hop.kind;
}
