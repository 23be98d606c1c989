export { keyOf, refText } from './object.ts';
export { readSelector } from './selector.ts';
export { matchesLabels, matchesSelector, meetsRequirement } from './selector-match.ts';
export type {
  IntOrString,
  Json,
  JsonObject,
  LabelSelector,
  LabelSelectorRequirement,
  Labels,
  ManifestBase,
  Metadata,
  ObjectRef,
  OwnerReference,
} from './object.ts';
export type { ManifestObject, Manifests } from './model.ts';
export type {
  AdminAction,
  AdminPeer,
  AdminPolicyObject,
  AdminPort,
  AdminRule,
  AdminSubject,
} from './kinds/admin-policy.ts';
export type {
  ConfigMapObject,
  KubeProxyConfigurationObject,
  NamespaceObject,
  NodeObject,
  OtherObject,
  SecretObject,
} from './kinds/cluster-objects.ts';
export type {
  EndpointsAddress,
  EndpointSliceObject,
  EndpointsObject,
  SliceEndpoint,
  SlicePort,
} from './kinds/endpoints.ts';
export type {
  IngressBackend,
  IngressClassObject,
  IngressObject,
  IngressPath,
  IngressRule,
  PathType,
} from './kinds/ingress.ts';
export type { IpBlock, NetworkPolicyObject, PolicyPeer, PolicyPort, PolicyRule } from './kinds/network-policy.ts';
export type {
  Container,
  ContainerPort,
  DnsConfig,
  EnvVar,
  NodeSelectorRequirement,
  PodObject,
  PodSpec,
  PodStatus,
  PodTemplate,
  Toleration,
} from './kinds/pod.ts';
export type {
  LoadBalancerIngress,
  ServiceObject,
  ServicePort,
  ServiceSpec,
  ServiceType,
  TrafficPolicy,
} from './kinds/service.ts';
export type { WorkloadKind, WorkloadObject } from './kinds/workload.ts';
export { everyPaste, loadManifests } from './load-manifests.ts';
export { readManifests } from './load.ts';
export { checkObjects } from './check-objects.ts';

export { leftOut } from './left-out.ts';
export type { LeftOut } from './left-out.ts';
export { locate, objectAt, standingOf } from './locate.ts';
export type { ObjectAt } from './locate.ts';
export type { PasteReader, ReadText } from './paste-reader.ts';
export { reindent } from './paste/reindent.ts';
export { reindentText } from './paste/reindent-text.ts';
