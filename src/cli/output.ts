/** What a command leaves behind: results for standard output, complaints for standard error, and the exit code. */
export interface CommandResult {
  readonly output: string;
  readonly complaints: readonly string[];
  readonly exitCode: 0 | 1 | 2;
}

/** A command that could not do its work. */
export function refused(...complaints: readonly string[]): CommandResult {
  return { output: '', complaints, exitCode: 2 };
}

export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** What is said when the program itself fails: the message, and where in its source. */
export function bugText(error: unknown): string {
  if (!(error instanceof Error)) return `The program failed, which is a bug: ${String(error)}`;
  const where = error.stack?.split('\n').find((line) => line.trim().startsWith('at ')) ?? '';
  return `The program failed, which is a bug: ${error.message} ${where.trim()}`.trimEnd();
}
