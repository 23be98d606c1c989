import { UsageError, unknownWord } from './arguments.ts';
import { check } from './check.ts';
import { helpText } from './help.ts';
import { later } from './later.ts';
import { UnreadableFile } from './open-file.ts';
import { bugText, type CommandResult, refused } from './output.ts';
import { print } from './print.ts';
import { reach } from './reach.ts';
import { trace } from './trace.ts';

const COMMANDS: Readonly<Record<string, (argv: readonly string[]) => CommandResult>> = {
  check,
  trace,
  reach,
  print,
  diff: later('diff', 'say what a change opens, closes or moves'),
  diagnose: later('diagnose', 'list findings with their fixes'),
};

/** Runs one command line. Never throws: a bug is a complaint and exit code 2. */
export function run(argv: readonly string[]): CommandResult {
  const [name, ...rest] = argv;
  if (name === undefined) return refused(helpText(null));
  if (name === 'help' || name === '--help' || name === '-h') return shown(helpText(rest[0] ?? null));
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) return refused(unknownWord('command', name, Object.keys(COMMANDS)), helpText(null));
  const own = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (own.includes('--help') || own.includes('-h')) return shown(helpText(name));
  try {
    return command(rest);
  } catch (error) {
    if (error instanceof UsageError) return refused(error.message, helpText(name));
    if (error instanceof UnreadableFile) return refused(error.message);
    return refused(bugText(error));
  }
}

function shown(output: string): CommandResult {
  return { output, complaints: [], exitCode: 0 };
}
