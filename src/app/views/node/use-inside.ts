import { useEffect, useState } from 'react';
import { actions, useApp } from '#store';
import type { NodeInside } from '#view';

/** What is inside a node in the run that is shown; the last one stays until the next has come. */
export function useInside(node: string): NodeInside | null {
  const [inside, setInside] = useState<NodeInside | null>(null);
  const answer = useApp((state) => state.run.answer);
  useEffect(() => {
    let wanted = true;
    void actions.inside(node).then((found) => {
      if (wanted && found) setInside(found);
    });
    return () => {
      wanted = false;
    };
  }, [node, answer]);
  return inside;
}
