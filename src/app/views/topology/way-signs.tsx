import { useApp } from '#store';

/** What the signs at the packet mean, as far as this run has them: the way back, and being wrapped by an overlay. */
export function WaySigns() {
  const signs = useApp((state) => {
    const hops = state.run.answer?.trace.hops ?? [];
    const back = hops.some(({ way }) => way === 'reply');
    const wrapped = hops.some(({ after }) => after?.encapsulates);
    return `${back ? 'reply ' : ''}${wrapped ? 'wrapped' : ''}`;
  });
  return (
    <>
      {signs.includes('reply') ? (
        <span className="legend-entry">
          <span className="key reply" aria-hidden="true">
            ↩
          </span>{' '}
          reply
        </span>
      ) : null}
      {signs.includes('wrapped') ? (
        <span className="legend-entry">
          <span className="key wrapped" aria-hidden="true" /> wrapped by the overlay
        </span>
      ) : null}
    </>
  );
}
