import type { Problem } from '#source';
import type { AdminPolicyObject } from './kinds/admin-policy.ts';
import type {
  ConfigMapObject,
  KubeProxyConfigurationObject,
  NamespaceObject,
  NodeObject,
  OtherObject,
  SecretObject,
} from './kinds/cluster-objects.ts';
import type { EndpointSliceObject, EndpointsObject } from './kinds/endpoints.ts';
import type { IngressClassObject, IngressObject } from './kinds/ingress.ts';
import type { NetworkPolicyObject } from './kinds/network-policy.ts';
import type { ReadText } from './paste-reader.ts';
import type { PodObject } from './kinds/pod.ts';
import type { ServiceObject } from './kinds/service.ts';
import type { WorkloadObject } from './kinds/workload.ts';

export type ManifestObject =
  | PodObject
  | WorkloadObject
  | ServiceObject
  | EndpointSliceObject
  | EndpointsObject
  | IngressObject
  | IngressClassObject
  | NetworkPolicyObject
  | AdminPolicyObject
  | NodeObject
  | NamespaceObject
  | ConfigMapObject
  | SecretObject
  | KubeProxyConfigurationObject
  | OtherObject;

/**
 * What a manifests text holds: the objects in the order of the text (of two with the same key the later one only, as
 * `kubectl apply` would leave it, with a problem that says so), and every problem with its place.
 */
export interface Manifests {
  readonly text: string;
  /** The text as it was read, of the same length: what stands around the YAML of a paste is blank in it. */
  readonly read: ReadText;
  readonly objects: readonly ManifestObject[];
  readonly problems: readonly Problem[];
  readonly documents: number;
}
