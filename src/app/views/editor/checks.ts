import { useEffect, useState } from 'react';
import { actions, useApp } from '#store';
import type { Problem } from '#view';

const NONE: readonly Problem[] = [];

/** What the API server would refuse in the text that was loaded last; asked for when the run that followed it is done. */
export function useChecks(): readonly Problem[] {
  const loaded = useApp((state) => state.run.loaded);
  const idle = useApp((state) => state.run.state === 'idle');
  const [checks, setChecks] = useState(NONE);
  useEffect(() => {
    if (!loaded || !idle) return undefined;
    let wanted = true;
    void actions.askEngine({ kind: 'check' }).then((problems) => {
      if (wanted && problems) setChecks(problems);
    });
    return () => {
      wanted = false;
    };
  }, [loaded, idle]);
  return checks;
}
