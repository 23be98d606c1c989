import type { KindReader } from '../kind.ts';
import type { ManifestObject } from '../model.ts';
import { adminPolicyKind, baselinePolicyKind, clusterPolicyKind } from './admin-policy.ts';
import { configMapKind, kubeProxyConfigurationKind, namespaceKind, nodeKind, secretKind } from './cluster-objects.ts';
import { endpointSliceKind, endpointsKind } from './endpoints.ts';
import { ingressClassKind, ingressKind } from './ingress.ts';
import { networkPolicyKind } from './network-policy.ts';
import { podKind } from './pod.ts';
import { serviceKind } from './service.ts';
import {
  cronJobKind,
  daemonSetKind,
  deploymentKind,
  jobKind,
  replicaSetKind,
  replicationControllerKind,
  statefulSetKind,
} from './workload.ts';

/** Every kind that is read into a type of its own. */
export const KINDS: readonly KindReader<ManifestObject>[] = [
  podKind,
  deploymentKind,
  replicaSetKind,
  statefulSetKind,
  daemonSetKind,
  replicationControllerKind,
  jobKind,
  cronJobKind,
  serviceKind,
  endpointSliceKind,
  endpointsKind,
  ingressKind,
  ingressClassKind,
  networkPolicyKind,
  adminPolicyKind,
  baselinePolicyKind,
  clusterPolicyKind,
  nodeKind,
  namespaceKind,
  configMapKind,
  secretKind,
  kubeProxyConfigurationKind,
];
