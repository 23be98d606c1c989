import type { Session } from '#engine';
import { choiceOf, readArguments, UsageError, unknownWord } from './arguments.ts';
import { openFiles } from './open-file.ts';
import { type CommandResult, jsonText } from './output.ts';
import { reachText } from './reach-text.ts';

/** `reach FILE… [--port N|NAME] [--protocol P] [--format text|json]`. */
export function reach(argv: readonly string[]): CommandResult {
  const given = readArguments(argv, ['port', 'protocol', 'format']);
  const format = choiceOf(given, 'format', ['text', 'json']);
  const protocol = choiceOf(given, 'protocol', ['TCP', 'UDP', 'SCTP']);
  if (given.rest !== null) throw new UsageError('reach takes nothing after --.');
  if (given.words.length === 0) throw new UsageError('reach needs at least one file.');
  const { session, complaints } = openFiles(given.words);
  const table = session.reachAll(protocol, portOf(given.options.get('port') ?? '80', session));
  return {
    output: format === 'json' ? jsonText({ reachability: [table] }) : reachText(table),
    complaints,
    exitCode: 0,
  };
}

function portOf(text: string, session: Session): number | string {
  if (/^\d+$/.test(text)) {
    const port = Number(text);
    if (port >= 1 && port <= 65_535) return port;
    throw new UsageError(`--port ${text}: a port is between 1 and 65535.`);
  }
  if (/^[a-z0-9-]{1,15}$/.test(text)) return namedPort(text, session);
  throw new UsageError(`--port ${text}: a port is a number, or the name of a container port.`);
}

function namedPort(name: string, { cluster }: Session): string {
  const names = new Set(cluster.pods.flatMap((pod) => pod.ports.flatMap((port) => port.name ?? [])));
  if (names.has(name)) return name;
  const others = names.size === 0 ? 'No container names a port.' : `There are: ${[...names].toSorted().join(', ')}.`;
  throw new UsageError(`${unknownWord('container port', name, [...names])} ${others}`);
}
