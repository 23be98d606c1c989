import type { Cluster, ClusterPod } from '#cluster';
import type { Family, Port } from '#net';
import { sha1 } from './sha1.ts';

/**
 * The host's end of a pod's interface, as the CNI names it. Calico (libcalico-go `VethNameForWorkload`) and Amazon's CNI
 * (`GeneratePodHostVethName`) take the first 11 digits of the SHA-1 of `NAMESPACE.NAME`; the others name it at random,
 * so its end is left open (`lxc…`).
 */
export function podInterface(cluster: Cluster, pod: ClusterPod): string {
  switch (cluster.settings.cni.name) {
    case 'calico':
      return `cali${digitsOf(pod)}`;
    case 'aws-vpc':
      return `eni${digitsOf(pod)}`;
    case 'cilium':
      return 'lxc…';
    case 'flannel':
    case 'kindnet':
      return 'veth…';
    case 'weave':
      return 'vethwepl…';
  }
}

/** Each hashed once: every packet to a pod names its interface. */
const hashed = new WeakMap<ClusterPod, string>();

function digitsOf(pod: ClusterPod): string {
  const known = hashed.get(pod);
  if (known !== undefined) return known;
  const digits = sha1(`${pod.namespace}.${pod.name}`).slice(0, 11);
  hashed.set(pod, digits);
  return digits;
}

/** The device that a node's route to a pod of its own names: the bridge where there is one. */
export function podDevice(cluster: Cluster, pod: ClusterPod): string {
  return bridgeDevice(cluster) ?? podInterface(cluster, pod);
}

/** The bridge that a node's pods hang on, `null` where each has a route of its own. */
export function bridgeDevice(cluster: Cluster): 'cni0' | 'weave' | null {
  switch (cluster.settings.cni.name) {
    case 'flannel':
      return 'cni0';
    case 'weave':
      return 'weave';
    case 'calico':
    case 'cilium':
    case 'kindnet':
    case 'aws-vpc':
      return null;
  }
}

/** How pods of other nodes are reached by that family: IPIP carries IPv4 only, so packets of IPv6 go plainly beside it. */
export function modeFor({ settings: { cni } }: Cluster, family: Family): Cluster['settings']['cni']['mode'] {
  const mode = family === 'IPv4' ? cni.mode : cni.modeV6;
  if (mode !== 'ipip' || family === 'IPv4') return mode;
  return cni.name === 'calico' ? 'bgp' : 'host-gw';
}

/**
 * Name of the overlay device that carries packets of a family to pods of other nodes; `eth0` where the CNI routes them
 * plainly. Calico (felix/dataplane/linux, `VXLANIfaceNameV6`) and Flannel (pkg/backend/vxlan) have one for each family.
 */
export function overlayDevice(cluster: Cluster, family: Family): string {
  const { name } = cluster.settings.cni;
  switch (modeFor(cluster, family)) {
    case 'ipip':
      return name === 'flannel' ? 'flannel.ipip' : 'tunl0';
    case 'geneve':
      return name === 'cilium' ? 'cilium_geneve' : 'genev_sys_6081';
    case 'vxlan':
      return vxlanDevice(name, family);
    case 'bgp':
    case 'host-gw':
    case 'native':
      return 'eth0';
  }
}

function vxlanDevice(name: Cluster['settings']['cni']['name'], family: Family): string {
  switch (name) {
    case 'calico':
      return family === 'IPv4' ? 'vxlan.calico' : 'vxlan-v6.calico';
    case 'cilium':
      return 'cilium_vxlan';
    case 'weave':
      return 'vxlan-6784';
    case 'flannel':
    case 'kindnet':
    case 'aws-vpc':
      return family === 'IPv4' ? 'flannel.1' : 'flannel-v6.1';
  }
}

/** The device that a route to another node's pods names: Cilium's and Weave's overlays hang behind one of their own. */
export function routeDevice(cluster: Cluster, overlay: string): string {
  const { name, mode } = cluster.settings.cni;
  if (name === 'cilium' && (mode === 'vxlan' || mode === 'geneve')) return 'cilium_host';
  return name === 'weave' ? 'weave' : overlay;
}

/**
 * UDP port of the overlay's outer packets, `null` for IPIP, which has none. VXLAN: 4789 with Calico (felix, VXLANPort),
 * the kernel's own 8472 with Flannel and Cilium (their default of the option), 6784 with Weave's fast datapath.
 */
export function overlayPort(cluster: Cluster, family: Family): Port | null {
  const { name } = cluster.settings.cni;
  switch (modeFor(cluster, family)) {
    case 'geneve':
      return 6081;
    case 'vxlan':
      return name === 'calico' ? 4789 : name === 'weave' ? 6784 : 8472;
    case 'ipip':
    case 'bgp':
    case 'host-gw':
    case 'native':
      return null;
  }
}
