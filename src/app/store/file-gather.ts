import { hasScenarioKey } from '#view';
import { joinFiles, type NamedText, type WithFiles } from '#worker';

/**
 * Why a file was not read. `unreadable`: the browser did not give it, as where it is gone or not allowed; `too many`: so
 * many are read at most that this one was not reached.
 */
type Unread = 'no text' | 'not in UTF-8' | 'unreadable' | 'too big' | 'too many';

/** A file as it was dropped or chosen. `path` is relative to the folder it came in. */
export interface FileText {
  readonly path: string;
  readonly content:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'unread'; readonly why: Unread };
}

/** One text made of files, or the sentence that says why there is none. `sentence` says what was not taken. */
export type Gathered =
  | { readonly kind: 'text'; readonly text: string; readonly label: string; readonly sentence: string | null }
  /** A scenario among others, of which it may name some. */
  | {
      readonly kind: 'scenario';
      readonly scenario: NamedText;
      readonly label: string;
      readonly others: readonly NamedText[];
    }
  | { readonly kind: 'nothing'; readonly sentence: string };

type Sorted =
  | { readonly kind: 'manifests' | 'scenario' | 'template'; readonly file: NamedText }
  | { readonly kind: 'left'; readonly path: string; readonly why: string };

const MANIFEST = /^[ \t{,-]*["']?(?:kind|apiVersion)["']?\s*:/m;

/**
 * Makes one text of files: a scenario if there is one, else all manifests in the order of their paths, as documents with
 * a comment that names their file. A file alone is taken as it is.
 */
export function gatherFiles(files: readonly FileText[]): Gathered {
  const [only, ...others] = files;
  if (only === undefined) return { kind: 'nothing', sentence: 'There was no file in it. Nothing was opened.' };
  if (others.length === 0) return alone(only);
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1)).map(sortOf);
  const scenarios = sorted.flatMap((one) => (one.kind === 'scenario' ? [one.file] : []));
  const [scenario] = scenarios;
  if (scenario !== undefined)
    return { kind: 'scenario', scenario, label: `file ${nameOf(scenario.path)}`, others: textsBeside(scenario, files) };
  const manifests = sorted.flatMap((one) => (one.kind === 'manifests' ? [one.file] : []));
  const sentences = [builtSentence(sorted), leftSentence(sorted)].filter((one) => one !== '');
  if (manifests.length === 0)
    return {
      kind: 'nothing',
      sentence: ['No manifests were found in these files; nothing was opened.', ...sentences].join(' '),
    };
  const [first] = manifests;
  const label =
    manifests.length === 1 && first !== undefined ? `file ${nameOf(first.path)}` : `${manifests.length} files`;
  const joined =
    manifests.length > 1 ? [`${manifests.length} files were joined, each under a comment with its name.`] : [];
  return {
    kind: 'text',
    text: manifests.length === 1 && first !== undefined ? first.text : joinFiles(manifests),
    label,
    sentence: [...joined, ...sentences].join(' ') || null,
  };
}

function alone({ path, content }: FileText): Gathered {
  const name = nameOf(path);
  if (content.kind === 'unread')
    return { kind: 'nothing', sentence: `${name} ${WHY[content.why]}; nothing was opened.` };
  if (content.text.trim() === '') return { kind: 'nothing', sentence: `${name} is empty; nothing was opened.` };
  const sentence = isBuilt(path)
    ? builtSentence([{ kind: 'left', path, why: BUILT }])
    : templateSentence(path, content.text);
  if (isBuilt(path)) return { kind: 'nothing', sentence: `${sentence} Nothing was opened.` };
  return { kind: 'text', text: content.text, label: `file ${name}`, sentence };
}

function textsBeside(scenario: NamedText, files: readonly FileText[]): readonly NamedText[] {
  return files.flatMap(({ path, content }) =>
    path === scenario.path || content.kind === 'unread' ? [] : [{ path, text: content.text }],
  );
}

/** What is said of a scenario that came with other files: which of them it names, and that the rest was left out. */
export function besideScenario(
  path: string,
  all: number,
  { read, missing }: Pick<WithFiles, 'read' | 'missing'>,
): string {
  const left = all - 1 - read.length;
  const opened =
    read.length > 0
      ? `${path} is a scenario. It was opened with the manifests that it names: ${read.join(', ')}.`
      : `${path} is a scenario${missing.length > 0 ? '' : ', which holds its own manifests,'} and was opened.`;
  return [
    opened,
    ...(missing.length === 0 ? [] : [`It also names ${missing.join(', ')}, which did not come with it.`]),
    ...(left === 0 ? [] : [left === 1 ? 'The other file was left out.' : `The ${left} other files were left out.`]),
  ].join(' ');
}

const WHY: Readonly<Record<Unread, string>> = {
  'no text': 'is no text',
  'not in UTF-8': 'is not in UTF-8, as which it has to be saved first',
  unreadable: 'could not be read',
  'too big': 'is larger than 10 MB',
  'too many': 'comes after the first 2,000 files, and no more are read',
};
const BUILT = 'is read by a tool that builds manifests';

function sortOf({ path, content }: FileText): Sorted {
  if (content.kind === 'unread') return { kind: 'left', path, why: WHY[content.why] };
  const { text } = content;
  if (isBuilt(path)) return { kind: 'left', path, why: BUILT };
  if (!/\.(?:ya?ml|json)$/i.test(path)) return { kind: 'left', path, why: 'is neither YAML nor JSON' };
  if (hasScenarioKey(text)) return { kind: 'scenario', file: { path, text } };
  if (text.includes('{{') && /(?:^|\/)templates\//.test(path)) return { kind: 'template', file: { path, text } };
  return MANIFEST.test(text)
    ? { kind: 'manifests', file: { path, text } }
    : { kind: 'left', path, why: 'holds no manifest' };
}

function isBuilt(path: string): boolean {
  return /(?:^|\/)(?:kustomization\.ya?ml|kustomization|chart\.ya?ml)$/i.test(path);
}

/** Kustomizations and charts are no manifests yet: which command makes manifests of them. */
function builtSentence(sorted: readonly Sorted[]): string {
  const paths = sorted.map((one) => (one.kind === 'left' ? one.path : one.file.path));
  const sentences: string[] = [];
  const kustomization = paths.find((path) => /kustomization(?:\.ya?ml)?$/i.test(path));
  if (kustomization !== undefined)
    sentences.push(`${kustomization} is not built here; for its result paste what kubectl kustomize prints.`);
  const chart = paths.find((path) => /(?:^|\/)chart\.ya?ml$/i.test(path));
  if (chart !== undefined || sorted.some(({ kind }) => kind === 'template'))
    sentences.push(
      `${chart ?? 'A folder of templates'} is a Helm chart and not rendered here; paste what helm template prints.`,
    );
  return sentences.join(' ');
}

function templateSentence(path: string, text: string): string | null {
  return /(?:^|\n)[^#\n]*\{\{/.test(text) && /\.(?:ya?ml|tpl)$/i.test(path)
    ? `${nameOf(path)} holds template expressions, which are not rendered here; paste what helm template prints.`
    : null;
}

const MOST_NAMED = 3;

function leftSentence(sorted: readonly Sorted[]): string {
  const left = sorted.flatMap((one) => (one.kind === 'left' && one.why !== BUILT ? [one] : []));
  if (left.length === 0) return '';
  const named = left.slice(0, MOST_NAMED).map(({ path, why }) => `${path} ${why}`);
  const more = left.length - named.length;
  return `Left out: ${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}

function nameOf(path: string): string {
  return path.replace(/^.*\//, '');
}
