/** A line of a manifest without its indentation: `- key: value`, `key:`, `- value`. */
export type FlatLine =
  | { readonly kind: 'neutral' }
  | { readonly kind: 'key'; readonly dash: boolean; readonly key: string; readonly value: FlatValue }
  | { readonly kind: 'entry'; readonly value: FlatValue };

/** What stands behind a key: nothing, so that it opens something; a scalar; or braces and brackets closed on the line. */
export type FlatValue =
  | { readonly kind: 'open' }
  | { readonly kind: 'scalar'; readonly text: string; readonly look: 'quoted' | 'text' | 'other' }
  | { readonly kind: 'flow'; readonly of: 'object' | 'list' };

const KEY = /^(- +)?(?:"([^"]+)"|'([^']+)'|([\w./-]+)):(?:\s+(.*))?$/;

/** `null` where a line is not that simple: block scalars, anchors, tags, texts over several lines. */
export function flatLine(text: string): FlatLine | null {
  const line = text.trim();
  if (line === '' || line.startsWith('#') || /^(?:---|\.\.\.)(?:\s|$)/.test(line)) return { kind: 'neutral' };
  const found = KEY.exec(line);
  if (found !== null) {
    const [, dash, double, single, plain, rest = ''] = found;
    const value = flatValue(rest);
    const key = double ?? single ?? plain ?? '';
    return value === null ? null : { kind: 'key', dash: dash !== undefined, key, value };
  }
  const entry = /^- +(.*)$/.exec(line);
  const value = entry === null ? null : flatValue(entry[1] ?? '');
  return value === null || value.kind === 'open' ? null : { kind: 'entry', value };
}

function flatValue(rest: string): FlatValue | null {
  const text = withoutComment(rest);
  if (text === '') return { kind: 'open' };
  if (/^["']/.test(text)) {
    const isClosed = /^"(?:[^"\\]|\\.)*"$|^'(?:[^']|'')*'$/.test(text);
    return isClosed ? { kind: 'scalar', text: text.slice(1, -1), look: 'quoted' } : null;
  }
  if (/^\{.*\}$/.test(text)) return { kind: 'flow', of: 'object' };
  if (/^\[.*\]$/.test(text)) return { kind: 'flow', of: 'list' };
  if (/^[|>&*!%@`{}[\],]/.test(text) || /:(?:\s|$)/.test(text)) return null;
  const isOther = /^(?:[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?|true|false|yes|no|on|off|null|~)$/i.test(text);
  return { kind: 'scalar', text, look: isOther ? 'other' : 'text' };
}

function withoutComment(rest: string): string {
  const quoted = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?:#.*)?$/.exec(rest);
  return (quoted?.[1] ?? rest.replace(/(?:^|\s+)#.*$/, '')).trim();
}

const GLUED =
  /^(.*?:\s+|- +)((?:TCP|UDP|SCTP|ClusterIP|NodePort|LoadBalancer|Ingress|Egress|Local|Cluster|Prefix|Exact)(?=[A-Z][a-z])|[a-z0-9][a-z0-9./-]*(?=[A-Z]))([A-Z][^\s:]*:?\s.*)$/;

/** A line to whose value the next sentence was glued on the way, in its two parts; `null` where nothing is glued. */
export function unglued(line: string): { readonly line: string; readonly rest: string } | null {
  const [, key, value, rest] = GLUED.exec(line) ?? [];
  if (key === undefined || value === undefined || rest === undefined) return null;
  // `- podSelector: {}` is a key of an entry, not an entry with a sentence behind it.
  const isKey = key.startsWith('-') && !key.includes(':') && /^\S*:\s/.test(rest);
  return isKey ? null : { line: key + value, rest };
}
