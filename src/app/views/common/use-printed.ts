import { useEffect, useState } from 'react';
import { actions, useApp } from '#store';

/** What a command prints, on its way. */
export type PrintedState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly sentence: string }
  | { readonly kind: 'printed'; readonly printed: { readonly text: string; readonly more: number } };

const NOT_MODELLED: PrintedState = { kind: 'failed', sentence: 'What it prints is not modelled.' };

/** What a command would print on a node after the run that is shown; the last one stays until the next has come. */
export function usePrinted(node: string, command: string): PrintedState {
  const [state, setState] = useState<PrintedState>({ kind: 'waiting' });
  const answer = useApp((app) => app.run.answer);
  useEffect(() => {
    let wanted = true;
    void actions.printed(node, command).then((result) => {
      if (!wanted || result.kind === 'superseded') return;
      if (result.kind === 'failed') setState({ kind: 'failed', sentence: result.sentence });
      else setState(result.value === null ? NOT_MODELLED : { kind: 'printed', printed: result.value });
    });
    return () => {
      wanted = false;
    };
  }, [node, command, answer]);
  return state;
}
