import { actions, offersPods, type Reading, readingOf, useApp } from '#store';
import type { Problem } from '#view';
import type { Mending } from '#worker';
import { ADD_SAMPLES_ID, count } from '#views/common';

const SIGNS = { error: '✕', warning: '▲', info: 'i' } as const;
const CLASSES = { error: 'bad', warning: 'warn', info: 'quiet' } as const;
const ORDER = { error: 0, warning: 1, info: 2 } as const;

/** What a paste was taken for explains what the parser says of it: it stands before that. */
const EXPLAINS: ReadonlySet<string> = new Set(['SetAside', 'LostIndentation']);

/** What is wrong with the text or worth knowing about it, worst first, each with its line. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  const loaded = useApp((state) => state.run.loaded);
  const errors = problems.filter((one) => one.severity === 'error').length;
  const rank = ({ code, severity }: Problem) => (errors > 0 && EXPLAINS.has(code) ? -1 : ORDER[severity]);
  const sorted = problems.toSorted((a, b) => rank(a) - rank(b));
  const warnings = problems.filter((one) => one.severity === 'warning').length;
  const notes = problems.length - errors - warnings;
  return (
    <section className="problems" aria-label="Problems">
      <p className="quiet">
        <Read reading={readingOf({ loaded, problems })} errors={count(errors, 'error')} />
        {warnings > 0 ? `, ${count(warnings, 'warning')}` : ''}
        {notes > 0 ? `, ${count(notes, 'note')}` : ''}
      </p>
      {sorted.length > 0 ? (
        <ul>
          {sorted.slice(0, 200).map((one) => (
            <li key={keyOf(one)}>
              <b className={CLASSES[one.severity]}>
                <span aria-hidden="true">{SIGNS[one.severity]}</span>
                <span className="visually-hidden">{one.severity}</span>
              </b>
              <div>
                <Sentence problem={one} />
                <Offer problem={one} isFirst={sorted.find(({ code }) => code === one.code) === one} />
              </div>
            </li>
          ))}
          {sorted.length > 200 ? <li className="faint">and {sorted.length - 200} more</li> : null}
        </ul>
      ) : null}
    </section>
  );
}

function Read({ reading, errors }: { readonly reading: Reading; readonly errors: string }) {
  switch (reading.kind) {
    case 'nothing':
      return <>Not read yet: the picture is of the last text that could be read. {errors}</>;
    case 'objects':
      return (
        <>
          {count(reading.count, 'object')}
          {reading.stale > 0 ? ` (${reading.stale} as last read)` : ''}, {errors}
        </>
      );
  }
}

function Sentence({ problem }: { readonly problem: Problem }) {
  const { place, sentence, nearest } = problem;
  const hint = nearest.length > 0 && !sentence.includes('Did you mean') ? ` Did you mean ${nearest.join(', ')}?` : '';
  if (!place || (place.source !== 'manifests' && place.source !== 'scenario')) {
    return (
      <span>
        {sentence}
        {hint}
      </span>
    );
  }
  const show = () => {
    if (place.source === 'manifests') actions.jumpTo(place.range.start.line);
    else actions.showEditor('scenario');
  };
  return (
    <button type="button" className="in-text" onClick={show}>
      <span className="faint">
        {place.source === 'manifests' ? 'line' : 'scenario, line'} {place.range.start.line}:
      </span>{' '}
      {sentence}
      {hint}
    </button>
  );
}

const OFFERS: Readonly<Record<string, readonly [Mending, string]>> = {
  NoPodsForService: ['samples', 'Add sample workloads'],
  LostIndentation: ['indentation', 'Re-indent'],
};

/** An edit that mends all problems of a kind stands beside the first of them. */
function Offer({ problem, isFirst }: { readonly problem: Problem; readonly isFirst: boolean }) {
  const isBesideVerdict = useApp(offersPods);
  const offer = OFFERS[problem.code];
  if (!offer || !isFirst) return null;
  const [mending, words] = offer;
  if (mending === 'samples' && isBesideVerdict) return <OfferedBeside />;
  return (
    <button type="button" className="button offer" onClick={() => void actions.mend(mending)}>
      {words}
    </button>
  );
}

/** The offer stands once in a view: here is the way to it. */
function OfferedBeside() {
  const show = () => document.getElementById(ADD_SAMPLES_ID)?.focus();
  return (
    <p>
      <button type="button" className="in-text" onClick={show}>
        Sample workloads are offered beside the verdict.
      </button>
    </p>
  );
}

function keyOf({ code, place, object, field, sentence }: Problem): string {
  return `${code} ${place?.range.start.line ?? ''} ${object ?? ''} ${field?.join('.') ?? ''} ${sentence}`;
}
