import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Files found under the paths of a command line, in order, and what is wrong with the paths. */
export interface FoundFiles {
  readonly files: readonly string[];
  readonly errors: readonly { readonly file: string; readonly error: string }[];
}

const ENDING = '.scenario.yaml';
const PASSED_OVER = new Set(['node_modules', '.git']);

/** Every file that is named, and every `*.scenario.yaml` under every folder that is named. */
export function findScenarioFiles(paths: readonly string[]): FoundFiles {
  const found = paths.map((path): FoundFiles => {
    const kind = kindOf(path);
    if (kind === 'missing') return { files: [], errors: [{ file: path, error: 'There is no such file or folder.' }] };
    if (kind === 'file') return { files: [path], errors: [] };
    try {
      return { files: under(path), errors: [] };
    } catch (error) {
      return { files: [], errors: [{ file: path, error: `It cannot be searched: ${String(error)}` }] };
    }
  });
  return {
    files: [...new Set(found.flatMap(({ files }) => files))],
    errors: found.flatMap(({ errors }) => errors),
  };
}

function kindOf(path: string): 'file' | 'folder' | 'missing' {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? 'missing' : stats.isDirectory() ? 'folder' : 'file';
}

function under(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      const kind = entry.isSymbolicLink() ? kindOf(path) : entry.isDirectory() ? 'folder' : 'file';
      if (kind === 'folder') return entry.isSymbolicLink() || PASSED_OVER.has(entry.name) ? [] : under(path);
      return kind === 'file' && entry.name.endsWith(ENDING) ? [path] : [];
    });
}
