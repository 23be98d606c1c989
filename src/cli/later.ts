import { type CommandResult, refused } from './output.ts';

/** A command that has its name and its place, and is not built yet. */
export function later(name: string, what: string): (argv: readonly string[]) => CommandResult {
  return () => refused(`${name} is not there yet: it will ${what}.`);
}
