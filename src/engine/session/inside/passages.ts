import type { Tables } from '#tables';
import type { NodePassage } from '#trace';
import type { Crossing } from './crossings.ts';

/** By which interfaces the connections of a run come to a node's kernel and leave it; what a rule drops leaves by none. */
export function passagesOf({ routes }: Tables, crossings: readonly Crossing[], node: string): readonly NodePassage[] {
  return crossings.map(({ pass, original, translated, end }) => ({
    pass: pass.id,
    came: routes.linksFrom(node, original.src, translated.dst),
    left: end === 'dropped-here' ? [] : routes.linksTo(node, original.src, translated.dst),
  }));
}
