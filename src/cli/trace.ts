import { type CommandResult, refused } from './output.ts';
export function trace(_argv: readonly string[]): CommandResult {
  return refused('x');
}
