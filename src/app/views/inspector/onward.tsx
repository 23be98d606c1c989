import { actions, useApp } from '#store';
import './onward.css';

/** Whom the receiver will probably call, and a way to go on from it as one run. */
export function OnwardCalls() {
  const onward = useApp((state) => state.run.answer?.onward ?? null);
  const [first] = onward ?? [];
  if (!onward || !first) return null;
  return (
    <section className="onward" aria-label="Go on from here">
      <h2 className="label">Go on: {first.from} is told of</h2>
      <ul>
        {onward.map((one) => (
          <li key={one.target}>
            <button
              type="button"
              className="button mono"
              title={`${one.by}${one.line === null ? '' : `, line ${one.line}`}`}
              onClick={() => void actions.goOn(one)}
            >
              {one.target}
            </button>
          </li>
        ))}
      </ul>
      <ToldBy by={first.by} line={first.line} />
    </section>
  );
}

function ToldBy({ by, line }: { readonly by: string; readonly line: number | null }) {
  if (line === null) return <p className="faint">{by}</p>;
  return (
    <button type="button" className="in-text faint" onClick={() => actions.jumpTo(line)}>
      {by}, line {line}
    </button>
  );
}
