import type { NginxLocation } from './configuration.ts';

/** A location before nginx's details: one for each host, path and type. */
export interface RawLocation {
  readonly path: string;
  readonly pathType: 'Exact' | 'Prefix';
  readonly body: Omit<NginxLocation, 'id' | 'match' | 'path' | 'rulePath' | 'pathType' | 'rewrite' | 'autoRedirect'>;
}

/**
 * The `location` blocks of a server in the order of nginx.conf: longest path first, ties by text descending; a Prefix
 * `/p` becomes `/p/` and `= /p` (controller/location.go). If any of them uses expressions or really rewrites, all
 * become `~* "^path"` (template.go enforceRegexModifier).
 */
export function writeLocations(raw: readonly RawLocation[]): {
  readonly style: 'plain' | 'expressions';
  readonly locations: readonly NginxLocation[];
} {
  const sorted = [...raw].sort((a, b) => b.path.length - a.path.length || compare(b.path, a.path));
  const exact = new Set(sorted.filter(({ pathType }) => pathType === 'Exact').map(({ path }) => path));
  const split = sorted.flatMap((location) => splitPrefix(location, exact));
  const expressions = split.some(
    ({ location, path }) => location.body.annotations.rewriting.usesExpressions || rewrites(location, path),
  );
  const style = expressions ? 'expressions' : 'plain';
  return { style, locations: split.map((one) => finish(one, style)) };
}

interface Split {
  readonly location: RawLocation;
  readonly path: string;
  readonly pathType: 'Exact' | 'Prefix';
}

function splitPrefix(location: RawLocation, exact: ReadonlySet<string>): readonly Split[] {
  const { path, pathType, body } = location;
  if (path === '/' || pathType === 'Exact') return [{ location, path, pathType }];
  if (rewrites(location, path) || body.annotations.rewriting.usesExpressions)
    return [{ location, path, pathType: 'Prefix' }];
  const withSlash: Split = { location, path: path.endsWith('/') ? path : `${path}/`, pathType: 'Prefix' };
  return exact.has(path) ? [withSlash] : [withSlash, { location, path, pathType: 'Exact' }];
}

function rewrites(location: RawLocation, path: string): boolean {
  const { target } = location.body.annotations.rewriting;
  return target !== '' && target !== path;
}

function finish({ location, path, pathType }: Split, style: 'plain' | 'expressions'): NginxLocation {
  const { target } = location.body.annotations.rewriting;
  const match = style === 'expressions' ? 'expression' : pathType === 'Exact' ? 'exact' : 'prefix';
  return {
    ...location.body,
    id: match === 'expression' ? `~* "^${path}"` : match === 'exact' ? `= ${path}` : path,
    match,
    path,
    rulePath: location.path,
    pathType,
    rewrite: rewrites(location, path) ? { expression: path, target } : null,
    autoRedirect:
      match !== 'expression' && path.length > 1 && path.endsWith('/') && location.body.annotations.closedBy === null,
  };
}

/** Two locations of one text: nginx refuses the whole configuration. Expressions may repeat, the first is taken. */
export function duplicateOf(locations: readonly NginxLocation[]): NginxLocation | null {
  const seen = new Set<string>();
  for (const location of locations) {
    if (location.match === 'expression') continue;
    if (seen.has(location.id)) return location;
    seen.add(location.id);
  }
  return null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
