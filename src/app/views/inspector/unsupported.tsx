import { useApp } from '#store';

/** What the way depends on and the engine does not model: never passed over. */
export function Unsupported() {
  const problems = useApp((state) => state.run.answer?.trace.unsupported);
  return (
    <>
      <p className="quiet">This run meets things that are not modelled, so its verdict may be wrong:</p>
      <ul className="plain-list">
        {problems?.map((one) => (
          <li key={`${one.code} ${one.object ?? ''} ${one.sentence}`}>{one.sentence}</li>
        ))}
      </ul>
    </>
  );
}
