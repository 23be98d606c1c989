import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isScenario, openSession, type Problem, type Session } from '#engine';

/** A file that cannot be read, or not as what it should be; the message is the sentence shown. */
export class UnreadableFile extends Error {}

/** Opens a scenario with the manifest files that it names. Throws UnreadableFile. */
export function openScenario(path: string): Session {
  const text = readText(path);
  if (!isScenario(text)) throw new UnreadableFile('This is no scenario: it has no hopscope: 1 at its top.');
  return withManifestFiles(path, text);
}

/** What is made of each file's text before it is read. */
export type Change = (text: string) => string;

const asWritten: Change = (text) => text;

/** Files read as one document, and what is wrong in them, a line each with its file. */
export interface Opened {
  readonly session: Session;
  readonly complaints: readonly string[];
}

/**
 * Opens files as one document: a file with a top-level `hopscope:` is the scenario, all else are manifests. Throws
 * UnreadableFile, also where there are errors and not one object could be read.
 */
export function openFiles(paths: readonly string[], change: Change = asWritten): Opened {
  const texts = paths.map((path) => ({ path, text: change(readText(path, `${path}: `)) }));
  const scenarios = texts.filter(({ text }) => isScenario(text));
  const manifests = texts.filter(({ text }) => !isScenario(text));
  const [scenario, second] = scenarios;
  if (second !== undefined)
    throw new UnreadableFile(`${second.path} is a second scenario; give one scenario and any number of manifests.`);
  const session =
    scenario === undefined
      ? openSession(manifests.map(({ text }) => text).join(BETWEEN))
      : withManifestFiles(
          scenario.path,
          scenario.text,
          manifests.map(({ text }) => text),
          change,
        );
  const placed = scenario === undefined ? linesOf(manifests) : null;
  const complaints = [...(scenarioErrors(session)?.split('\n') ?? []), ...manifestErrors(session, placed)];
  if (complaints.length > 0 && session.manifests.objects.length === 0) throw new UnreadableFile(complaints.join('\n'));
  return { session, complaints };
}

/** The text of `*.iptables-save.txt` beside a scenario of the same name. */
export function ruleSetsBeside(path: string): readonly { readonly name: string; readonly text: string }[] {
  const beside = path.replace(/\.scenario\.yaml$/, '.iptables-save.txt');
  return beside === path || !existsSync(beside) ? [] : [{ name: basename(beside), text: readText(beside) }];
}

/** Problems with the scenario around the manifests, as one text; those inside an `expect` fail their request instead. */
export function scenarioErrors(session: Session): string | null {
  const errors = session.problems.filter(
    (problem) => problem.severity === 'error' && problem.place?.source === 'scenario' && !isInExpect(problem),
  );
  return errors.length === 0 ? null : errors.map(problemText).join('\n');
}

/** Errors in the manifests, a line each; with `fileOf`, named by file and line instead of the line of all texts together. */
export function manifestErrors(
  { problems }: Session,
  fileOf: ((line: number) => string) | null = null,
): readonly string[] {
  return problems
    .filter(({ severity, place }) => severity === 'error' && place?.source !== 'scenario')
    .map((one) =>
      one.place === null || fileOf === null
        ? problemText(one)
        : `${fileOf(one.place.range.start.line)}: ${problemText({ ...one, place: null, object: null })}`,
    );
}

const BETWEEN = '\n---\n';

/** `FILE:LINE` for a line of several files joined by `---`. */
function linesOf(files: readonly { readonly path: string; readonly text: string }[]): (line: number) => string {
  return (line) => {
    let before = 0;
    for (const { path, text } of files) {
      const own = text.split('\n').length;
      if (line <= before + own) return `${path}:${line - before}`;
      before += own + BETWEEN.split('\n').length - 2;
    }
    return `${files.at(-1)?.path ?? ''}:${line}`;
  };
}

/** `line 12: There is no key …`. */
export function problemText({ place, sentence, nearest, object }: Problem): string {
  const where = place === null ? (object ?? '') : placeText(place);
  const hint =
    nearest.length === 0 || sentence.includes(nearest[0] ?? '') ? '' : ` Did you mean ${nearest.join(', ')}?`;
  return `${where === '' ? '' : `${where}: `}${sentence}${hint}`;
}

function placeText({ source, range }: NonNullable<Problem['place']>): string {
  return source === 'scenario' ? `line ${range.start.line}` : `${source} line ${range.start.line}`;
}

function isInExpect({ field }: Problem): boolean {
  return field?.[0] === 'requests' && field.includes('expect');
}

function withManifestFiles(
  path: string,
  text: string,
  more: readonly string[] = [],
  change: Change = asWritten,
): Session {
  const session = openSession(text, null, more);
  const { manifestFiles } = session.scenario;
  if (manifestFiles.length === 0) return session;
  const texts = manifestFiles.map((name) =>
    change(readText(join(dirname(path), name), `manifestFiles names ${name}: `)),
  );
  return openSession(text, null, [...texts, ...more]);
}

function readText(path: string, about = ''): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UnreadableFile(`${about}${whyUnreadable(error)}`);
  }
}

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'ENOENT':
      return 'There is no such file.';
    case 'EACCES':
    case 'EPERM':
      return 'It may not be read.';
    case 'EISDIR':
      return 'It is a folder, not a file.';
    default:
      return `It cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
