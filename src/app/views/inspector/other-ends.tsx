import { actions, type OtherEnd, otherEnds, useApp } from '#store';
import { End } from './run-end.tsx';
import { Parting } from './parting.tsx';

const SHOWN = 3;

/** What the request comes to where an assumption does not hold: beside the verdict, because that rests on it. */
export function OtherEnds() {
  const others = useApp((state) => state.beside.others);
  const ends = otherEnds(others);
  if (ends.length === 0) return null;
  return (
    <section className="other-ends" aria-label="Other answers">
      <h2>The answer rests on an assumption</h2>
      <ul>
        {ends.slice(0, SHOWN).map((end) => (
          <li key={`${end.setting} ${end.choices[0]?.id ?? ''}`}>
            <OtherEndText end={end} />
          </li>
        ))}
      </ul>
      <div className="box-actions">
        <button type="button" className="button" onClick={() => actions.showInspector('assumed')}>
          {ends.length > SHOWN ? `All ${ends.length} other answers, settings` : 'Assumptions and settings'}
        </button>
      </div>
    </section>
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
      : <End end={answer.end} />
      {answer.why ? <Parting side={answer.why} text="other" /> : null}
      {first ? (
        <button
          type="button"
          className="in-text"
          onClick={() => void actions.pin({ kind: 'setting', setting, choice: first.id })}
        >
          Compare with {setting} {first.id}
        </button>
      ) : null}
    </>
  );
}
