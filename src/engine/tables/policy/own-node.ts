import type { CniFacts } from '#cluster';

/**
 * Whether a pod's way to the node it runs on is judged by its egress policies. The API's documentation leaves it open;
 * Calico judges what enters by a workload interface on its way to the host too (felix, `cali-wl-to-host`), Cilium in the
 * pod's own program (entity `host`), Weave at INPUT of its bridge. kube-network-policies looks only at what is
 * forwarded, and the agent of aws-vpc puts the node's address into every map.
 */
const JUDGES_OWN_NODE: Readonly<Record<CniFacts['name'], boolean>> = {
  calico: true,
  cilium: true,
  weave: true,
  kindnet: false,
  'aws-vpc': false,
  flannel: false,
};

export function judgesWayToOwnNode(facts: CniFacts): boolean {
  return JUDGES_OWN_NODE[facts.name];
}
