import { patchScenario, readScenario } from '#engine';
import { joinFiles, type NamedText } from './join-files.ts';
import type { DocumentText, WithFiles } from './protocol.ts';

/**
 * Puts the files that a scenario names (`manifestFiles`, beside it) behind its own manifests; those that are not among
 * `files` it goes on naming.
 */
export function withManifestFiles(
  text: string,
  path: string,
  files: readonly NamedText[],
  partsOf: (text: string) => DocumentText,
): WithFiles {
  const named = readScenario(text).scenario.manifestFiles.map((name) => {
    const at = placed(path, name);
    return { name, file: files.find((one) => one.path === at) };
  });
  const read = named.flatMap(({ file }) => (file === undefined ? [] : [file]));
  const missing = named.flatMap(({ name, file }) => (file === undefined ? [name] : []));
  const edit = patchScenario(text, ['manifestFiles'], missing.length === 0 ? undefined : missing);
  if (read.length === 0 || edit.kind === 'refused') return { document: partsOf(text), read: [], missing };
  const { manifests, rest } = partsOf(edit.text);
  const own = manifests.trim() === '' ? '' : `${manifests.trimEnd()}\n---\n`;
  return { document: { manifests: `${own}${joinFiles(read)}`, rest }, read: read.map((one) => one.path), missing };
}

/** A path as seen from the folder of a file. */
function placed(from: string, name: string): string {
  const parts: string[] = from.split('/').slice(0, -1);
  for (const part of name.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
