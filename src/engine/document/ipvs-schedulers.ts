/** The schedulers of IPVS that the kernel has (net/netfilter/ipvs/Kconfig of Linux 6.x), by the names that kube-proxy passes on. */
export const IPVS_SCHEDULERS = [
  'rr',
  'wrr',
  'lc',
  'wlc',
  'fo',
  'ovf',
  'lblc',
  'lblcr',
  'dh',
  'sh',
  'mh',
  'sed',
  'nq',
  'twos',
] as const;

export type IpvsScheduler = (typeof IPVS_SCHEDULERS)[number];
