import { actions, type OtherEnd, otherEnds, otherOutcomes, useApp } from '#store';
import { count } from '#views/common';
import { End } from './run-end.tsx';
import { Parting } from './parting.tsx';

const SHOWN = 2;

/** What the request comes to where an assumption does not hold: beside the verdict, because that rests on it. */
export function OtherEnds() {
  const others = useApp((state) => state.beside.others);
  const shown = useApp((state) => state.run.answer);
  const ends = shown ? otherOutcomes(otherEnds(others), shown) : [];
  if (ends.length === 0) return null;
  return (
    <section className="other-ends" aria-label="Other answers">
      <ul>
        {ends.slice(0, SHOWN).map((end) => (
          <li key={`${end.setting} ${end.choices[0]?.id ?? ''}`}>
            <OtherEndText end={end} />
          </li>
        ))}
      </ul>
      <p className="quiet">
        The verdict rests on an assumption.{' '}
        <button type="button" className="in-text" onClick={() => actions.showInspector('assumed')}>
          {ends.length > SHOWN
            ? `${count(ends.length - SHOWN, 'more answer')}, and the settings`
            : 'Assumptions and settings'}
        </button>
      </p>
    </section>
  );
}

/** The settings that a value changes too. */
export function Along({ along }: { readonly along: readonly string[] }) {
  if (along.length === 0) return null;
  return (
    <>
      {' '}
      (and so <code>{along.join(' and ')}</code>)
    </>
  );
}

/** `With cni flannel or aws-vpc: Delivered to db-0`, what decides it then, and a way to see the two runs side by side. */
export function OtherEndText({ end }: { readonly end: OtherEnd }) {
  const { answer, choices, setting } = end;
  const [first] = choices;
  return (
    <>
      With{' '}
      <code>
        {setting} {choices.map(({ id }) => id).join(' or ')}
      </code>
      <Along along={answer.along} />: <End end={answer.end} />.{' '}
      {answer.why ? (
        <>
          <Parting side={answer.why} text="now" />.{' '}
        </>
      ) : null}
      {first ? (
        <button
          type="button"
          className="in-text"
          onClick={() => void actions.pin({ kind: 'setting', setting, choice: first.id })}
        >
          Compare
          <span className="visually-hidden">
            {' '}
            with {setting} {first.id}
          </span>
        </button>
      ) : null}
    </>
  );
}
