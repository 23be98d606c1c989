import { loadManifests } from '../load-manifests.ts';
import type { ManifestObject } from '../model.ts';

/** The only object of a text that has no problems. */
export function only<Kind extends ManifestObject['kind']>(kind: Kind, text: string): ManifestObject & { kind: Kind } {
  const { objects, problems } = loadManifests(text);
  const isWanted = (object: ManifestObject): object is ManifestObject & { kind: Kind } => object.kind === kind;
  const found = objects.filter(isWanted)[0];
  if (found === undefined || problems.length > 0) throw new Error(JSON.stringify(problems));
  return found;
}
