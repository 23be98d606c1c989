import type { Cidr, Family } from '#net';
import { cidrRange } from '#net';
import type { SetView } from '../service/ipvs/set-text.ts';
import { poolSet } from './calico.ts';
import { cniRules } from './cni-rules.ts';
import type { RulesOf } from './own-rules.ts';
import { hidesPods } from './own-rules.ts';
import { WEAVE_LOCAL } from './weave.ts';

/**
 * The sets that the CNI's printed rules read: Calico's pools (felix/dataplane/linux/masq_mgr.go), and the node's own blocks
 * in Weave. Not modelled: Calico's pools that give no addresses here, and sets of policies.
 */
export function cniSets(of: Omit<RulesOf, 'family'>): readonly SetView[] {
  return of.cluster.families.flatMap((family) => setsOf({ ...of, family }));
}

function setsOf(of: RulesOf): readonly SetView[] {
  const rules = cniRules(of).flatMap((one) => one.rules);
  if (rules.length === 0) return [];
  const references = (name: string): number =>
    rules.reduce((sum, { match }) => sum + match.split(`--match-set ${name} `).length - 1, 0);
  switch (of.cluster.settings.cni.name) {
    case 'calico':
      return (['all', 'masq'] as const).map((which) => {
        const name = poolSet(which, of.family);
        const pools = which === 'all' || hidesPods(of) ? blocksOf(of.cluster.settings.podCidrs, of.family) : [];
        return { name, references: references(name), ...netSet(of.family, 'maxelem 1048576', pools) };
      });
    case 'weave': {
      const own = blocksOf(of.node.podCidrs, of.family);
      const set = netSet(of.family, 'maxelem 65536 comment', own);
      return of.family === 'IPv4' ? [{ name: WEAVE_LOCAL, references: references(WEAVE_LOCAL), ...set }] : [];
    }
    case 'cilium':
    case 'flannel':
    case 'kindnet':
    case 'aws-vpc':
      return [];
  }
}

function blocksOf(blocks: readonly Cidr[], family: Family): readonly Cidr[] {
  return blocks.filter((block) => cidrRange(block).family === family);
}

function netSet(family: Family, options: string, members: readonly string[]): Omit<SetView, 'name' | 'references'> {
  const inet = family === 'IPv4' ? 'inet' : 'inet6';
  return {
    type: 'hash:net',
    revision: 7,
    header: `family ${inet} hashsize 1024 ${options} bucketsize 12 initval RANDOM`,
    bytes: null,
    members,
  };
}
