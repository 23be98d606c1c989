import { actions, appStore, useApp } from '#store';

/** Offers the ports that a Service has, where it was asked for another. */
export function Instead() {
  const instead = useApp((state) => state.run.answer?.instead ?? null);
  if (instead === null || instead.length === 0) return null;
  return (
    <p className="only-missing">
      Send to a port that it has:{' '}
      {instead.map(({ method, target }) => (
        <button
          type="button"
          className="button offer mono"
          key={`${method} ${target}`}
          onClick={() => void actions.send({ from: appStore.getState().run.draft.from, method, target })}
        >
          {method} {target}
        </button>
      ))}
    </p>
  );
}
