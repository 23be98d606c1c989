import { choiceOf, readArguments, UsageError } from './arguments.ts';
import { checkJunit } from './check-junit.ts';
import { type CheckResults, exitCodeOf, type FileResult, totalsOf } from './check-results.ts';
import { checkText } from './check-text.ts';
import { manifestErrors, openScenario, ruleSetsBeside, scenarioErrors, UnreadableFile } from './open-file.ts';
import { bugText, type CommandResult, jsonText } from './output.ts';
import { findScenarioFiles } from './scenario-files.ts';

/** `check PATH… [--format text|json|junit]`. */
export function check(argv: readonly string[]): CommandResult {
  const given = readArguments(argv, ['format']);
  const format = choiceOf(given, 'format', ['text', 'json', 'junit']);
  if (given.rest !== null) throw new UsageError('check takes nothing after --.');
  if (given.words.length === 0) throw new UsageError('check needs at least one path.');
  const found = findScenarioFiles(given.words);
  const complaints: string[] = [];
  const files = [
    ...found.errors.map(({ file, error }) => unread(file, error)),
    ...found.files.map((file) => checkFile(file, complaints)),
  ];
  const results: CheckResults = { totals: totalsOf(files), files };
  const nothing = files.length === 0;
  return {
    output: print(results, format),
    complaints: [
      ...(nothing ? [`There is no *.scenario.yaml under ${given.words.join(', ')}.`] : []),
      ...(format === 'text' ? [] : files.flatMap(errorLines)),
      ...complaints,
    ],
    exitCode: nothing ? 2 : exitCodeOf(results),
  };
}

/** Errors inside the manifests are no error of the file, since what is left of them is judged; they become complaints. */
function checkFile(file: string, complaints: string[]): FileResult {
  try {
    const session = openScenario(file);
    complaints.push(...manifestErrors(session).map((line) => `${file}: ${line}`));
    const error = scenarioErrors(session);
    const report = session.report(ruleSetsBeside(file));
    return error === null ? { file, ...report } : { file, error, ...report };
  } catch (error) {
    return unread(file, messageOf(error));
  }
}

function unread(file: string, error: string): FileResult {
  return { file, error, requests: [], reachability: [], checks: [] };
}

/** A bug of the engine is an error of the file that showed it; the others go on. */
function messageOf(error: unknown): string {
  return error instanceof UnreadableFile ? error.message : bugText(error);
}

/** In text the errors stand among the results already. */
function errorLines({ file, error }: FileResult): readonly string[] {
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
