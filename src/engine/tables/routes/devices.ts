import type { Cluster, ClusterPod } from '#cluster';
import { hash32 } from '#net';

/** Name of the host's end of a pod's interface, as the CNI forms it (the hash is not theirs). */
export function podDevice(cluster: Cluster, pod: ClusterPod): string {
  const hash = hash32(pod.key).toString(16).padStart(8, '0');
  switch (cluster.settings.cni.name) {
    case 'calico':
      return `cali${hash}`;
    case 'cilium':
      return `lxc${hash}`;
    case 'aws-vpc':
      return `eni${hash}`;
    case 'flannel':
      return 'cni0';
    case 'weave':
      return 'weave';
    case 'kindnet':
      return `veth${hash}`;
  }
}

/** Name of the overlay device that carries packets to pods of other nodes; `eth0` where the CNI routes them plainly. */
export function overlayDevice(cluster: Cluster): string {
  const { name, mode } = cluster.settings.cni;
  switch (mode) {
    case 'ipip':
      return 'tunl0';
    case 'geneve':
      return name === 'cilium' ? 'cilium_geneve' : 'genev_sys_6081';
    case 'vxlan':
      return name === 'calico'
        ? 'vxlan.calico'
        : name === 'cilium'
          ? 'cilium_vxlan'
          : name === 'weave'
            ? 'vxlan-6784'
            : 'flannel.1';
    case 'bgp':
    case 'host-gw':
    case 'native':
      return 'eth0';
  }
}
