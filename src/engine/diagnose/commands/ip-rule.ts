import type { Cluster } from '#cluster';
import type { Family } from '#net';

/** What the kernel makes for each family (`fib_default_rules_init`, and `fib6_rules_net_init`, which knows no table default). */
const OF_THE_KERNEL: Readonly<Record<Family, readonly string[]>> = {
  IPv4: ['0:\tfrom all lookup local', '32766:\tfrom all lookup main', '32767:\tfrom all lookup default'],
  IPv6: ['0:\tfrom all lookup local', '32766:\tfrom all lookup main'],
};

/** `ip rule` where nobody has added one, as in every pod. */
export function kernelRules(family: Family): string {
  return OF_THE_KERNEL[family].map((line) => `${line}\n`).join('');
}

/**
 * `ip rule` on a node. Not modelled, so `null`: the rules that Cilium and the AWS VPC CNI add for marked packets and for
 * second interfaces, and those of a node whose Services are eBPF programs.
 */
export function nodeRules({ settings }: Cluster, family: Family): string | null {
  const addsRules = settings.cni.name === 'cilium' || settings.cni.name === 'aws-vpc';
  return addsRules || settings.serviceProxy.mode === 'ebpf' ? null : kernelRules(family);
}
