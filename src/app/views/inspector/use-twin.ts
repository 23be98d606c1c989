import { useEffect, useState } from 'react';
import { actions, useApp } from '#store';
import type { Answer } from '#view';
import type { TwinText } from '#worker';

const asked = new WeakMap<Answer, Promise<TwinText | null>>();

/** The text of the current run. Each run is asked for once, however many show it; until it comes, the one before stays. */
export function useTwin(): TwinText | null {
  const answer = useApp((state) => state.run.answer);
  const [twin, setTwin] = useState<TwinText | null>(null);
  useEffect(() => {
    if (!answer) return undefined;
    let wanted = true;
    void twinOf(answer).then((found) => {
      if (wanted && found) setTwin(found);
    });
    return () => {
      wanted = false;
    };
  }, [answer]);
  return answer ? twin : null;
}

async function twinOf(answer: Answer): Promise<TwinText | null> {
  const before = asked.get(answer);
  if (before) return before;
  const asking = actions.twin();
  asked.set(answer, asking);
  const found = await asking;
  if (!found) asked.delete(answer);
  return found;
}
