import type { LabelSelector, ManifestBase } from '../object.ts';
import type { PodTemplate } from './pod.ts';

export type WorkloadKind =
  | 'Deployment'
  | 'ReplicaSet'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'Job'
  | 'CronJob'
  | 'ReplicationController';

/** Everything that makes pods from a template. */
export interface WorkloadObject extends ManifestBase {
  readonly kind: WorkloadKind;
  /** As written; absent means the kind's default (1). Job: `parallelism`. */
  readonly replicas?: number;
  readonly selector?: LabelSelector;
  readonly template: PodTemplate;
  /** StatefulSet only. */
  readonly serviceName?: string;
  /** StatefulSet `spec.ordinals.start`. */
  readonly ordinalStart?: number;
}
