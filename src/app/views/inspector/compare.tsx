import { actions, comparison, hopIndex, type PinnedRun, useApp } from '#store';
import type { Answer, ComparedHops, Hop } from '#view';
import { plainText } from '#view';
import { count, LAYER_WORDS, LayerMark } from '#views/common';
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
  const compared = comparison(pinned, answer);
  if (!compared) return null;
  const { rows, parting } = compared;
  return (
    <>
      <div className="compare-heads">
        <Head label="Pinned" title={pinned.title} answer={pinned.answer} />
        <Head label="Shown" title={answer.trace.request} answer={answer} />
      </div>
      <p className="quiet compare-sum">{parting === null ? 'The runs are the same, hop for hop.' : summary(rows)}</p>
      <ol className="compare" aria-label="Both runs, hop by hop">
        {stretchesOf(rows).map((stretch) => (
          <li key={stretch.from}>
            {stretch.kind === 'same' ? (
              <SameHops rows={rows.slice(stretch.from, stretch.to)} answer={answer} />
            ) : (
              <Differing row={stretch.row} pinned={pinned} answer={answer} first={stretch.from === parting} />
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function summary(rows: readonly ComparedHops[]): string {
  const same = rows.filter(({ kind }) => kind === 'same').length;
  return `${count(same, 'hop')} the same, ${count(rows.length - same, 'difference')}. The marked one made the runs part.`;
}

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

type Stretch =
  | { readonly kind: 'same'; readonly from: number; readonly to: number }
  | { readonly kind: 'differs'; readonly from: number; readonly row: ComparedHops };

/** Hops that are the same stand together. */
function stretchesOf(rows: readonly ComparedHops[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const [index, row] of rows.entries()) {
    const last = stretches.at(-1);
    if (row.kind !== 'same') stretches.push({ kind: 'differs', from: index, row });
    else if (last?.kind === 'same') stretches[stretches.length - 1] = { ...last, to: index + 1 };
    else stretches.push({ kind: 'same', from: index, to: index + 1 });
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

/** `first`: the difference that made the runs part. */
function Differing({
  row,
  pinned,
  answer,
  first,
}: {
  readonly row: ComparedHops;
  readonly pinned: PinnedRun;
  readonly answer: Answer;
  readonly first: boolean;
}) {
  return (
    <div className="compare-row" data-parting={first}>
      <p className="compare-word">
        <span aria-hidden="true">≠ </span>
        {first ? 'here they part' : row.kind === 'changed' ? 'differs' : 'each its own way'}
      </p>
      <div className="compare-sides">
        <Side run="pinned" answer={pinned.answer} index={row.before} jump={row.after} />
        <Side run="shown" answer={answer} index={row.after} jump={row.after} />
      </div>
    </div>
  );
}

interface SideProps {
  readonly run: 'pinned' | 'shown';
  readonly answer: Answer;
  readonly index: number | null;
  /** The hop of the shown run to go to. */
  readonly jump: number | null;
}

function Side(side: SideProps) {
  return (
    <div className="compare-side">
      <span className="label">{side.run === 'pinned' ? 'Pinned' : 'Shown'}</span>
      {side.index === null ? <span className="faint">no hop here</span> : <HopText {...side} />}
    </div>
  );
}

function HopText({ run, answer, index, jump }: SideProps) {
  const now = useApp(hopIndex);
  const hop = index === null ? undefined : answer.trace.hops[index];
  if (!hop) return null;
  const content = (
    <>
      <LayerMark layer={hop.layer} />
      <span>
        <span className="visually-hidden">{LAYER_WORDS[hop.layer]}: </span>
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
