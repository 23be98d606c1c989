import { readArguments, UsageError } from './arguments.ts';
import { openFiles } from './open-file.ts';
import { type CommandResult, refused } from './output.ts';

/** `print FILE… --on REF -- COMMAND`: what a command would print on a node or in a pod, after the scenario's requests. */
export function print(argv: readonly string[]): CommandResult {
  const given = readArguments(argv, ['on']);
  const run = (given.rest ?? []).join(' ');
  if (run === '') throw new UsageError('print needs a command after --.');
  if (given.words.length === 0) throw new UsageError('print needs at least one file.');
  const on = given.options.get('on');
  if (on === undefined) throw new UsageError('print needs --on: node/NAME, pod/NS/NAME and so on.');
  const { session, complaints } = openFiles(given.words);
  const output = session.output(on, run);
  if (output !== null) return { output: output.replace(/\n$/, ''), complaints, exitCode: 0 };
  const found = session.has(on) ? `What ${run} prints on ${on} is not modelled.` : `There is no ${on}.`;
  return refused(...complaints, found);
}
