export { ageOrder } from './age.ts';
export { buildCluster } from './build.ts';
export type { ClusterSource } from './build.ts';
export { isAssumedSecret } from './tls-secret.ts';
export { ciliumConfig } from './cni/cilium-config.ts';
export { masqueradesByProgram } from './cni/program-masquerade.ts';
export { egressPolicies, gatewayOf, isOfEgressPolicy, writtenEgressPolicies } from './cni/egress-policies.ts';
export type { EgressPolicy } from './cni/egress-policies.ts';
export { admittedRanges, statedRanges } from './balancers/source-ranges.ts';
export { narrowedMtu, networkMtu } from './network-mtu.ts';
export { goBoolean, isFlagOn } from './go-boolean.ts';
export { evidenceOf, setting } from './evidence.ts';
export { CLASS_ANNOTATION, classRefusal, controllerOfIngress } from './ingress-classes.ts';
export { usualController } from './controllers/ingress-kinds.ts';
export type { ClassRefusal } from './ingress-classes.ts';
export type {
  Cluster,
  ClusterEndpoint,
  ClusterNamespace,
  ClusterNode,
  ClusterPod,
  ClusterService,
  ClusterServicePort,
  ClusterSlice,
  ClusterWorkload,
  IngressController,
  LoadBalancerAddress,
  PodPort,
  PodRole,
  WorkloadRef,
} from './model.ts';
export type { Assumption, Evidence, Origin, SettingKey } from './origin.ts';
export type {
  Balancer,
  ClusterSettings,
  CniFacts,
  CniMasquerade,
  DnsSettings,
  ExternalWorld,
  LoadBalancerSettings,
  ServiceProxySettings,
} from './settings-model.ts';
export type { EbpfSettings, Forwarding } from './proxy-replacement/index.ts';
export { matchesLabels, matchesSelector, meetsRequirement } from './selector.ts';
export {
  endpointsOfPort,
  isInPodRange,
  listensOn,
  meansPod,
  podsSelectedBy,
  resolveRef,
  servicesOf,
} from './query.ts';
export type { PortEndpoint, Resolved } from './query.ts';
export { completeNames } from './complete-names.ts';
export { objectText, referencesOnLine, referencesTo } from './references.ts';
export type { Reference } from './references.ts';
export { inStatus, publishedAddresses } from './published-addresses.ts';
export { workloadKeyOf } from './workload-key.ts';
