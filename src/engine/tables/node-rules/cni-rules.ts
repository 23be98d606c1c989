import type { Cluster } from '#cluster';
import { masqueradesByProgram } from '#cluster';
import { awsVpcRules } from './aws-vpc.ts';
import { calicoRules } from './calico.ts';
import { flannelRules } from './flannel.ts';
import { kindnetRules } from './kindnet.ts';
import type { OwnRules, RulesOf } from './own-rules.ts';
import { hidesPods } from './own-rules.ts';
import { weaveRules } from './weave.ts';

/** The CNI's rules of both tables of iptables in a family, as far as they are printed; `untold` says what is left out. */
export function cniRules(of: RulesOf): readonly OwnRules[] {
  const { cluster, family } = of;
  if (!cluster.families.includes(family)) return [];
  switch (cluster.settings.cni.name) {
    case 'flannel':
      return flannelRules(of);
    case 'kindnet':
      return kindnetRules(of);
    case 'weave':
      return weaveRules(of);
    case 'aws-vpc':
      return awsVpcRules(of);
    case 'calico':
      return isOtherwise(cluster) ? [] : calicoRules(of);
    case 'cilium':
      return [];
  }
}

/** Which tables hold rules of the CNI that are not printed. */
export function untold(of: RulesOf): readonly OwnRules['table'][] {
  const { cluster, family } = of;
  if (!cluster.families.includes(family)) return [];
  const { name, enforcesNetworkPolicy } = cluster.settings.cni;
  const isPrinted = cniRules(of).some(({ table }) => table === 'nat');
  const { toRemotePods } = cluster.settings.cni.masquerade;
  const isIdle = !hidesPods(of) && toRemotePods !== 'masqueraded';
  const filters = name === 'cilium' || name === 'calico' || (name === 'weave' && enforcesNetworkPolicy);
  return [
    ...(isPrinted || isIdle || masqueradesByProgram(cluster) ? [] : (['nat'] as const)),
    ...(filters ? (['filter'] as const) : []),
  ];
}

/** Calico with programs in kube-proxy's place has other rules, and above flannel (Canal) flannel masquerades. */
function isOtherwise({ settings, pods }: Cluster): boolean {
  const { mode, ebpf } = settings.serviceProxy;
  if (mode === 'ebpf' && ebpf.by === 'calico') return true;
  return pods.some(({ spec }) => spec.containers.some(({ image }) => /(?:^|\/)flannel(?:[:@]|$)/.test(image)));
}
