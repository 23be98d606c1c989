import type { ReactNode } from 'react';
import { staleBecause, useApp } from '#store';

/** Dims what is of an older text than the editor holds, or of another request than the bar, and says so. */
export function Stale({ children }: { readonly children: ReactNode }) {
  const stale = useApp((state) => staleBecause(state) !== null);
  const refused = useApp((state) => state.run.refused !== null);
  if (!stale && !refused) return children;
  return (
    <div className="stale">
      <p className="stale-word">
        {stale ? 'Of the last text that could be read:' : 'Of the request before; the one in the bar was not sent:'}
      </p>
      {children}
    </div>
  );
}
