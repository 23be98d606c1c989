import { nearestWords } from '#source';
import type { KindReader } from './kind.ts';
import { KINDS } from './kinds/registry.ts';
import type { ManifestObject } from './model.ts';
import { isConfigurationGroup, KNOWN_KINDS, type KnownKind } from './known-kinds.ts';

/** What apiVersion and kind say about an object. `mistaken`: no API server serves that; `foreign`: a kind unknown here. */
export type Identity =
  | { readonly kind: 'typed'; readonly reader: KindReader<ManifestObject> }
  | { readonly kind: 'known'; readonly known: KnownKind; readonly configuration: boolean }
  | {
      readonly kind: 'mistaken';
      readonly sentence: string;
      readonly nearest: readonly string[];
      readonly field: string;
    }
  | { readonly kind: 'foreign'; readonly nearest: readonly string[]; readonly configuration: boolean };

const key = (group: string, kind: string) => `${group}/${kind}`;
const typed = new Map(KINDS.map((reader) => [key(reader.group, reader.kind), reader]));
const known = new Map(KNOWN_KINDS.map((one) => [key(one.group, one.kind), one]));
const kindWords = [...new Set([...KINDS, ...KNOWN_KINDS].map(({ kind }) => kind))];

/** Groups that are Kubernetes' own: a kind they do not have does not exist. `extensions` is gone since 1.22. */
const OWN_GROUPS = new Set(
  [...KINDS, ...KNOWN_KINDS]
    .map(({ group }) => group)
    .filter((group) => !group.includes('.') || group.endsWith('.k8s.io'))
    .filter((group) => !group.includes('config.k8s.io') && !group.includes('metrics'))
    .concat('extensions'),
);

/** Of kinds that share a name across groups, the first listed carries the plain name. */
const plainOwner = new Map<string, string>();
for (const { kind, group } of [...KINDS, ...KNOWN_KINDS]) if (!plainOwner.has(kind)) plainOwner.set(kind, group);

export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** The word an ObjectRef carries: the kind, with its group (as kubectl writes `service.serving.knative.dev`) where another group owns the plain name. */
export function refKind(group: string, kind: string): string {
  const owner = plainOwner.get(kind);
  return owner === undefined || owner === group || group === '' ? kind : `${kind}.${group}`;
}

export function identify(apiVersion: string, kind: string): Identity {
  const group = groupOf(apiVersion);
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const configuration = isConfigurationGroup(group);
  const reader = typed.get(key(group, kind));
  if (reader !== undefined) {
    if (reader.versions.includes(version)) return { kind: 'typed', reader };
    return wrongVersion(kind, apiVersion, served(reader));
  }
  const one = known.get(key(group, kind));
  if (one !== undefined) return { kind: 'known', known: one, configuration };
  const nearest = nearestWords(kind, kindWords).filter((word) => word !== kind);
  if (!OWN_GROUPS.has(group)) return { kind: 'foreign', nearest: isTypo(kind, nearest) ? nearest : [], configuration };
  const elsewhere = KINDS.find((other) => other.kind === kind);
  if (elsewhere !== undefined) return wrongVersion(kind, apiVersion, served(elsewhere));
  const other = KNOWN_KINDS.find((one) => one.kind === kind);
  const sentence =
    other === undefined
      ? `${apiVersion} has no kind ${kind}.${nearest[0] === undefined ? '' : ` Did you mean ${nearest[0]}?`}`
      : `${apiVersion} has no kind ${kind}; ${other.group} has.`;
  return { kind: 'mistaken', sentence, nearest, field: other === undefined ? 'kind' : 'apiVersion' };
}

function served(reader: KindReader<ManifestObject>): string {
  const version = reader.versions[0] ?? 'v1';
  return reader.group === '' ? version : `${reader.group}/${version}`;
}

function wrongVersion(kind: string, apiVersion: string, right: string): Identity {
  const sentence = `${kind} is not in ${apiVersion}; it is ${right}.`;
  return { kind: 'mistaken', sentence, nearest: [right], field: 'apiVersion' };
}

/** A foreign kind is only said to be a typo if it is one letter or a swap away. */
function isTypo(kind: string, nearest: readonly string[]): boolean {
  const best = nearest[0];
  return best !== undefined && Math.abs(best.length - kind.length) <= 1 && sorted(best) === sorted(kind);
}

function sorted(word: string): string {
  return word.toLowerCase().split('').sort().join('');
}
