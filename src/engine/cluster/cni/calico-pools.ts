import { refText } from '#manifests';
import type { OtherObject } from '#manifests';
import type { Problem } from '#source';
import { problem } from '#source';
import { textAt, truthAt } from '../settings/raw.ts';

/** Calico's pools that give addresses: those that are not disabled, IPv4 first, as they are listed. The first is every pod's here. */
export function calicoPools(objects: readonly OtherObject[]): readonly OtherObject[] {
  const isV6 = (pool: OtherObject) => (textAt(pool.raw, 'spec', 'cidr') ?? '').includes(':');
  return objects
    .filter(
      ({ actualKind, group, raw }) =>
        actualKind === 'IPPool' && group.endsWith('projectcalico.org') && truthAt(raw, 'spec', 'disabled') !== true,
    )
    .toSorted((a, b) => Number(isV6(a)) - Number(isV6(b)));
}

/** Of several pools one counts for all pods: said where they are not alike. */
export function poolsThatDiffer(objects: readonly OtherObject[]): readonly Problem[] {
  const [first, ...rest] = calicoPools(objects);
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
