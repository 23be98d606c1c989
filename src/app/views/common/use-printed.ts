import { useEffect, useState } from 'react';
import type { Actions } from '#store';

/** What a command prints, on its way. */
export type PrintedState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly sentence: string }
  | { readonly kind: 'printed'; readonly printed: { readonly text: string; readonly more: number } };

const NOT_MODELLED: PrintedState = { kind: 'failed', sentence: 'What it prints is not modelled.' };

/** Who prints commands, and the run after which; a command is printed again when that changes. */
export interface Printer {
  readonly print: Actions['printed'];
  readonly after: unknown;
}

/** What a command would print on a node after the run that is shown; the last one stays until the next has come. */
export function usePrinted({ print, after }: Printer, node: string, command: string): PrintedState {
  const [state, setState] = useState<PrintedState>({ kind: 'waiting' });
  useEffect(() => {
    let wanted = true;
    void print(node, command).then((result) => {
      if (!wanted || result.kind === 'superseded') return;
      if (result.kind === 'failed') setState({ kind: 'failed', sentence: result.sentence });
      else setState(result.value === null ? NOT_MODELLED : { kind: 'printed', printed: result.value });
    });
    return () => {
      wanted = false;
    };
  }, [print, after, node, command]);
  return state;
}
