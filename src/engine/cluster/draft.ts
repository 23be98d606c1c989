import type { ClusterInput, Fault } from '#document';
import type { ServiceObject, WorkloadObject } from '#manifests';
import type { Family } from '#net';
import type { Problem } from '#source';
import type {
  Cluster,
  ClusterNamespace,
  ClusterNode,
  ClusterPod,
  ClusterService,
  ClusterSlice,
  ClusterWorkload,
  IngressController,
} from './model.ts';
import type { Assumption, Origin } from './origin.ts';
import type { Balancer, ClusterSettings, ExternalWorld } from './settings-model.ts';
import type { Written } from './written.ts';

/** An object that the manifests hold, or that stands for one which a real cluster would hold. */
export interface Sourced<Object> {
  readonly object: Object;
  readonly origin: Origin;
}

/**
 * The cluster while it is being made: every controller takes one and gives one that knows more. Lists are complete only
 * after the controller that owns them has run; the order is `controllers/index.ts`.
 */
export interface Draft {
  readonly written: Written;
  readonly input: ClusterInput;
  readonly settings: ClusterSettings;
  readonly families: readonly Family[];
  readonly faults: readonly Fault[];
  readonly workloadObjects: readonly Sourced<WorkloadObject>[];
  readonly serviceObjects: readonly Sourced<ServiceObject>[];
  readonly namespaces: ReadonlyMap<string, ClusterNamespace>;
  readonly nodes: readonly ClusterNode[];
  readonly pods: readonly ClusterPod[];
  /** Keys of pods that a fault has made unready: written slices say so too. */
  readonly unready: ReadonlySet<string>;
  readonly workloads: ReadonlyMap<string, ClusterWorkload>;
  readonly services: readonly ClusterService[];
  readonly balancers: ReadonlyMap<string, Balancer>;
  readonly slicesOf: ReadonlyMap<string, readonly ClusterSlice[]>;
  readonly dnsService: string | null;
  readonly apiServer: Cluster['apiServer'];
  readonly ingressClasses: Cluster['ingressClasses'];
  readonly ingressControllers: readonly IngressController[];
  readonly external: ExternalWorld;
  readonly assumptions: readonly Assumption[];
  readonly problems: readonly Problem[];
}

/** What one of Kubernetes' controllers (or an admission step, or the scheduler) does to the cluster. Pure. */
export interface Controller {
  readonly name: string;
  run(draft: Draft): Draft;
}
