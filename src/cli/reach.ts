import { choiceOf, readArguments, UsageError } from './arguments.ts';
import { manifestErrors, openFiles, scenarioErrors } from './open-file.ts';
import { type CommandResult, jsonText } from './output.ts';
import { reachText } from './reach-text.ts';

/** `reach FILE… [--port N|NAME] [--protocol P] [--format text|json]`. */
export function reach(argv: readonly string[]): CommandResult {
  const given = readArguments(argv, ['port', 'protocol', 'format']);
  const format = choiceOf(given, 'format', ['text', 'json']);
  const protocol = choiceOf(given, 'protocol', ['TCP', 'UDP', 'SCTP']);
  if (given.rest !== null) throw new UsageError('reach takes nothing after --.');
  if (given.words.length === 0) throw new UsageError('reach needs at least one file.');
  const session = openFiles(given.words);
  const table = session.reachAll(protocol, portOf(given.options.get('port') ?? '80'));
  return {
    output: format === 'json' ? jsonText({ reachability: [table] }) : reachText(table),
    complaints: [scenarioErrors(session) ?? [], manifestErrors(session)].flat(),
    exitCode: 0,
  };
}

function portOf(text: string): number | string {
  if (/^\d+$/.test(text)) {
    const port = Number(text);
    if (port >= 1 && port <= 65_535) return port;
    throw new UsageError(`--port ${text}: a port is between 1 and 65535.`);
  }
  if (/^[a-z0-9-]{1,15}$/.test(text)) return text;
  throw new UsageError(`--port ${text}: a port is a number, or the name of a container port.`);
}
