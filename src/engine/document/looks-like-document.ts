import { hasScenarioKey } from './scenario-key.ts';

/**
 * Whether a text that somebody pastes is meant as a scenario or as manifests, without reading it as YAML: it has `hopscope`
 * at its top level, or both fields by which Kubernetes knows an object, `apiVersion` and `kind` (API conventions, "Types").
 */
export function looksLikeDocument(text: string): boolean {
  if (hasScenarioKey(text)) return true;
  const plain = text.replace(/^\uFEFF/, '');
  const keys = /^\s*\{/.test(plain) ? keysOfFlow(plain) : keysOfLines(plain);
  return keys.has('apiVersion') && keys.has('kind');
}

/** Of one JSON object its own keys; of several, or of YAML in braces, those of every depth. */
function keysOfFlow(text: string): ReadonlySet<string> {
  try {
    const value: unknown = JSON.parse(text);
    return new Set(typeof value === 'object' && value !== null ? Object.keys(value) : []);
  } catch {
    return new Set([...text.matchAll(/[{,]\s*(["']?)(apiVersion|kind)\1\s*:/g)].map(([, , key]) => key ?? ''));
  }
}

/** The keys of the lines that are least indented; the dash of a list counts as indentation. */
function keysOfLines(text: string): ReadonlySet<string> {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => !/^\s*(?:#|$)|^(?:---|\.\.\.|%)/.test(line));
  const found = lines.map((line) => {
    const [, before = '', , key = null] = /^([ \t]*(?:-[ \t]+)*)(?:(["']?)([\w-]+)\2[ \t]*:(?=\s|$))?/.exec(line) ?? [];
    return { indentation: before.length, key };
  });
  const least = found.reduce((sum, { indentation }) => Math.min(sum, indentation), Number.POSITIVE_INFINITY);
  return new Set(found.flatMap(({ indentation, key }) => (indentation === least && key !== null ? [key] : [])));
}
