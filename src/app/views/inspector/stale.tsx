import type { ReactNode } from 'react';
import { staleBecause, useApp } from '#store';

/** Dims what is of an older text than the editor holds, and says so. */
export function Stale({ children }: { readonly children: ReactNode }) {
  const stale = useApp((state) => staleBecause(state) !== null);
  if (!stale) return children;
  return (
    <div className="stale">
      <p className="stale-word">Of the last text that could be read:</p>
      {children}
    </div>
  );
}
