import { useEffect, useState } from 'react';
import { actions, type ShareWish } from '#store';
import type { Shared } from '#worker';

/** What would be shared by a wish: the last answer until the next one is there. */
export interface SharedNow {
  readonly shared: Shared | null;
  readonly sentence: string | null;
  /** An answer to an earlier wish must not be copied. */
  readonly age: 'fresh' | 'old';
}

/** Asks anew whenever the wish changes. */
export function useShared({ secrets, content }: ShareWish): SharedNow {
  const [now, setNow] = useState<{ readonly by: string; readonly answer: Shared | string | null }>({
    by: '',
    answer: null,
  });
  const by = `${secrets} ${content}`;
  useEffect(() => {
    let wanted = true;
    void actions.share({ secrets, content }).then((answer) => {
      if (wanted && answer !== null) setNow({ by, answer });
    });
    return () => {
      wanted = false;
    };
  }, [secrets, content, by]);
  const { answer } = now;
  return {
    shared: typeof answer === 'string' ? null : answer,
    sentence: typeof answer === 'string' ? answer : null,
    age: now.by === by ? 'fresh' : 'old',
  };
}
