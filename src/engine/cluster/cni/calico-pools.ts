import { refText } from '#manifests';
import type { OtherObject } from '#manifests';
import type { Family } from '#net';
import type { Problem } from '#source';
import { problem } from '#source';
import { textAt, truthAt } from '../settings/raw.ts';

/** Calico's pools of a family that give addresses: those that are not disabled, as they are listed. The first is every pod's here. */
export function calicoPools(objects: readonly OtherObject[], family: Family): readonly OtherObject[] {
  return objects.filter(
    ({ actualKind, group, raw }) =>
      actualKind === 'IPPool' &&
      group.endsWith('projectcalico.org') &&
      truthAt(raw, 'spec', 'disabled') !== true &&
      (textAt(raw, 'spec', 'cidr') ?? '').includes(':') === (family === 'IPv6'),
  );
}

/** Of several pools of a family one counts for all pods: said where they are not alike. */
export function poolsThatDiffer(objects: readonly OtherObject[]): readonly Problem[] {
  return (['IPv4', 'IPv6'] as const).flatMap((family) => differing(calicoPools(objects, family)));
}

function differing([first, ...rest]: readonly OtherObject[]): readonly Problem[] {
  if (first === undefined) return [];
  const facts = ({ raw }: OtherObject) =>
    ['ipipMode', 'vxlanMode', 'natOutgoing', 'nodeSelector'].map((key) => textAt(raw, 'spec', key)).join(' ');
  return rest
    .filter((pool) => facts(pool) !== facts(first))
    .map((pool) =>
      problem(
        'NotModelled',
        'warning',
        `Pool ${pool.ref.name} differs from ${first.ref.name}; all pods are taken to be of that one.`,
        { object: refText(pool.ref), field: ['spec'] },
      ),
    );
}
