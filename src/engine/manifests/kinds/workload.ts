import { present, type Reader } from '#source';
import type { KindReader } from '../kind.ts';
import type { LabelSelector, ManifestBase } from '../object.ts';
import { readOptionalSelector } from '../selector.ts';
import { matchesSelector } from '../selector-match.ts';
import { refuse } from '../validity.ts';
import { type PodTemplate, readPodSpec } from './pod.ts';

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

const COMMON = ['minReadySeconds', 'replicas', 'revisionHistoryLimit', 'selector', 'template'];
const JOB = [
  'activeDeadlineSeconds',
  'backoffLimit',
  'backoffLimitPerIndex',
  'completionMode',
  'completions',
  'managedBy',
  'manualSelector',
  'maxFailedIndexes',
  'parallelism',
  'podFailurePolicy',
  'podReplacementPolicy',
  'selector',
  'successPolicy',
  'suspend',
  'template',
  'ttlSecondsAfterFinished',
];

export const deploymentKind = workload('Deployment', 'apps', [
  ...COMMON,
  'paused',
  'progressDeadlineSeconds',
  'rollbackTo',
  'strategy',
]);
export const replicaSetKind = workload('ReplicaSet', 'apps', COMMON);
export const statefulSetKind = workload('StatefulSet', 'apps', [
  ...COMMON,
  'ordinals',
  'persistentVolumeClaimRetentionPolicy',
  'podManagementPolicy',
  'serviceName',
  'updateStrategy',
  'volumeClaimTemplates',
]);
export const daemonSetKind = workload('DaemonSet', 'apps', [
  'minReadySeconds',
  'revisionHistoryLimit',
  'selector',
  'template',
  'templateGeneration',
  'updateStrategy',
]);
export const replicationControllerKind = workload('ReplicationController', '', COMMON);
export const jobKind = workload('Job', 'batch', JOB);
export const cronJobKind = workload('CronJob', 'batch', [
  'concurrencyPolicy',
  'failedJobsHistoryLimit',
  'jobTemplate',
  'schedule',
  'startingDeadlineSeconds',
  'successfulJobsHistoryLimit',
  'suspend',
  'timeZone',
]);

function workload(kind: WorkloadKind, group: string, specFields: readonly string[]): KindReader<WorkloadObject> {
  return {
    kind,
    group,
    versions: ['v1'],
    scope: 'namespaced',
    fields: ['spec'],
    specFields,
    read(object, base): WorkloadObject {
      const spec = object.in('spec');
      const maker = kind === 'CronJob' ? spec.in('jobTemplate').in('spec') : spec;
      const selector = readWorkloadSelector(kind, maker);
      const template = readTemplate(maker.in('template'));
      if (SELECTING.has(kind) && selector !== undefined) checkSelector(maker, selector, template);
      return present<WorkloadObject>({
        ...base,
        kind,
        replicas: maker.number(kind === 'Job' || kind === 'CronJob' ? 'parallelism' : 'replicas'),
        selector,
        template,
        serviceName: kind === 'StatefulSet' ? spec.text('serviceName') : undefined,
        ordinalStart: kind === 'StatefulSet' ? spec.object('ordinals')?.number('start') : undefined,
      });
    },
  };
}

/** Kinds whose selector is written by hand; a Job's is made by its controller. */
const SELECTING: ReadonlySet<WorkloadKind> = new Set([
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'ReplicationController',
]);

/** A workload whose selector misses its own pods is refused (pkg/apis/apps/validation, ValidatePodTemplateSpecForReplicaSet and its like). */
function checkSelector(spec: Reader, selector: LabelSelector, { labels }: PodTemplate): void {
  if (matchesSelector(selector, labels)) return;
  const template = spec.in('template');
  const more = ['metadata', 'labels'] as const;
  refuse(template, 'InvalidValue', more, 'the selector does not match the labels of the template.');
}

/** A ReplicationController selects by plain labels; without any it takes its template's. */
function readWorkloadSelector(kind: WorkloadKind, spec: Reader): LabelSelector | undefined {
  if (kind !== 'ReplicationController') return readOptionalSelector(spec, 'selector');
  const labels = spec.labels('selector');
  const template = spec.in('template').in('metadata').labels('labels');
  return { matchLabels: Object.keys(labels).length > 0 ? labels : template, matchExpressions: [] };
}

function readTemplate(template: Reader): PodTemplate {
  const metadata = template.in('metadata');
  return {
    labels: metadata.labels('labels'),
    annotations: metadata.labels('annotations'),
    spec: readPodSpec(template.in('spec')),
  };
}
