import { choiceOf, readArguments, UsageError } from './arguments.ts';
import { checkJunit } from './check-junit.ts';
import { type CheckResults, exitCodeOf, type FileResult, totalsOf } from './check-results.ts';
import { checkText } from './check-text.ts';
import { openScenario, ruleSetsBeside, scenarioErrors, UnreadableFile } from './open-file.ts';
import { bugText, type CommandResult, jsonText } from './output.ts';
import { findScenarioFiles } from './scenario-files.ts';

/** `check PATH… [--format text|json|junit]`. */
export function check(argv: readonly string[]): CommandResult {
  const given = readArguments(argv, ['format']);
  const format = choiceOf(given, 'format', ['text', 'json', 'junit']);
  if (given.rest !== null) throw new UsageError('check takes nothing after --.');
  if (given.words.length === 0) throw new UsageError('check needs at least one path.');
  const found = findScenarioFiles(given.words);
  const files = [
    ...found.errors.map(({ file, error }): FileResult => ({ file, error, requests: [], reachability: [], checks: [] })),
    ...found.files.map(checkFile),
  ];
  const results: CheckResults = { totals: totalsOf(files), files };
  const nothing = files.length === 0;
  return {
    output: print(results, format),
    complaints: [
      ...(nothing ? [`There is no *.scenario.yaml under ${given.words.join(', ')}.`] : []),
      ...(format === 'text' ? [] : files.flatMap(complaintsOf)),
    ],
    exitCode: nothing ? 2 : exitCodeOf(results),
  };
}

function checkFile(file: string): FileResult {
  try {
    const session = openScenario(file);
    const error = scenarioErrors(session);
    const report = session.report(ruleSetsBeside(file));
    return error === null ? { file, ...report } : { file, error, ...report };
  } catch (error) {
    return { file, error: messageOf(error), requests: [], reachability: [], checks: [] };
  }
}

/** A bug of the engine is an error of the file that showed it; the others go on. */
function messageOf(error: unknown): string {
  return error instanceof UnreadableFile ? error.message : bugText(error);
}

/** In text the errors stand among the results already. */
function complaintsOf({ file, error }: FileResult): readonly string[] {
  return error === undefined ? [] : error.split('\n').map((line) => `${file}: ${line}`);
}

function print(results: CheckResults, format: 'text' | 'json' | 'junit'): string {
  switch (format) {
    case 'text':
      return checkText(results);
    case 'json':
      return jsonText(results);
    case 'junit':
      return checkJunit(results);
  }
}
