import { actions, useApp } from '#store';
import { ADD_SAMPLES_ID } from '#views/common';

/** Says that nothing but pods is missing for a request that fails, where a run with them has shown it; and adds them. */
export function OnlyMissing() {
  const missing = useApp((state) => state.run.answer?.onlyMissing ?? null);
  if (missing === null) return null;
  return (
    <p className="only-missing">
      All that is missing are the pods: with sample workloads added, it arrives.{' '}
      <button type="button" id={ADD_SAMPLES_ID} className="button offer" onClick={() => void actions.mend('samples')}>
        Add sample workloads
      </button>
    </p>
  );
}
