import { patchScenario, readScenario, redact, type Request, requestFields, sameRun, type Session } from '#engine';
import { openFiles } from './open-file.ts';

/** A run without secrets, as the page shares it, and the sentence that says what was taken out; `null`: nothing. */
export interface RedactedRun {
  readonly session: Session;
  readonly request: Request;
  readonly sentence: string | null;
}

/** Opens the files again without their secrets, and takes those of the request out too. Saved requests lose theirs in their file. */
export function redactedRun(
  paths: readonly string[],
  as: { readonly session: Session; readonly request: Request; readonly from: 'file' | 'command line' },
): RedactedRun {
  let count = 0;
  const without = (text: string): string => {
    const { text: left, removed } = redact(text);
    count += removed.length;
    return left;
  };
  const { session } = openFiles(paths, without);
  const at = as.session.scenario.requests.indexOf(as.request);
  const request =
    (as.from === 'file' ? session.scenario.requests[at] : requestWithout(as.request, without)) ?? as.request;
  const isSame = sameRun(as.session, session, as.request, request);
  return { session, request, sentence: count === 0 ? null : sentenceOf(count, isSame ? 'the same' : 'otherwise') };
}

function requestWithout(request: Request, without: (text: string) => string): Request | undefined {
  const edit = patchScenario('hopscope: 1\n', ['requests', 0], requestFields(request));
  return edit.kind === 'edited' ? readScenario(without(edit.text)).scenario.requests[0] : undefined;
}

function sentenceOf(count: number, runs: 'the same' | 'otherwise'): string {
  const what = count === 1 ? '1 secret was' : `${count} secrets were`;
  const how = runs === 'the same' ? '' : ' The request runs otherwise then.';
  return `${what} taken out, as this format is made to be passed on; --keep-secrets leaves them in.${how}`;
}
