import { masqueradesByProgram } from '#cluster';
import type { Cluster } from '#cluster';
import type { Family } from '#net';
import { masqueradeChain } from '../explain/node-tools.ts';

/**
 * A comment, which `iptables-restore` skips, on the chain of the CNI that packets meet in the table nat and that is not
 * printed; empty where the CNI masquerades nothing by rules.
 */
export function leftOut(cluster: Cluster, family: Family): string {
  const { name, masquerade } = cluster.settings.cni;
  const isIdle = masquerade.outside === 'kept' && masquerade.toRemotePods !== 'masqueraded';
  if (isIdle || masquerade.never.includes(family) || masqueradesByProgram(cluster)) return '';
  return `# Not printed here: the rules of ${name}, which masquerade in chain ${masqueradeChain(name)} of the table nat.\n`;
}
