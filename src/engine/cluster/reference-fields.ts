/** Which field of a kind names other objects, and how. `*` in a path is every entry of a list. */
export type ReferenceField =
  /** A name, of an object of a kind in the same namespace (or in none). */
  | { readonly how: 'name'; readonly path: string; readonly kind: string }
  /** An object with `name`, and perhaps `kind` and `namespace`; `kind` is what is meant where none is written. */
  | { readonly how: 'object'; readonly path: string; readonly kind: string }
  /** Labels, or a selector, of pods in the same namespace. */
  | { readonly how: 'labels' | 'selector'; readonly path: string }
  /** An entry of `from` or `to` of a NetworkPolicy. */
  | { readonly how: 'peer'; readonly path: string };

const name = (path: string, kind: string): ReferenceField => ({ how: 'name', path, kind });
const object = (path: string, kind: string): ReferenceField => ({ how: 'object', path, kind });
const selector = (path: string): ReferenceField => ({ how: 'selector', path });

const POD: readonly ReferenceField[] = ['containers', 'initContainers']
  .flatMap((list) => [
    name(`${list}.*.envFrom.*.configMapRef.name`, 'ConfigMap'),
    name(`${list}.*.envFrom.*.secretRef.name`, 'Secret'),
    name(`${list}.*.env.*.valueFrom.configMapKeyRef.name`, 'ConfigMap'),
    name(`${list}.*.env.*.valueFrom.secretKeyRef.name`, 'Secret'),
  ])
  .concat([
    name('volumes.*.configMap.name', 'ConfigMap'),
    name('volumes.*.secret.secretName', 'Secret'),
    name('volumes.*.projected.sources.*.configMap.name', 'ConfigMap'),
    name('volumes.*.projected.sources.*.secret.name', 'Secret'),
    name('volumes.*.persistentVolumeClaim.claimName', 'PersistentVolumeClaim'),
    name('imagePullSecrets.*.name', 'Secret'),
    name('serviceAccountName', 'ServiceAccount'),
    name('nodeName', 'Node'),
  ]);

/** Where a kind that makes pods has what they are made of. */
export const POD_TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

const ROUTE = [object('spec.parentRefs.*', 'Gateway'), object('spec.rules.*.backendRefs.*', 'Service')];

const OWN: Readonly<Record<string, readonly ReferenceField[]>> = {
  Service: [{ how: 'labels', path: 'spec.selector' }],
  Ingress: [
    name('spec.ingressClassName', 'IngressClass'),
    name('spec.tls.*.secretName', 'Secret'),
    object('spec.rules.*.http.paths.*.backend.service', 'Service'),
    object('spec.rules.*.http.paths.*.backend.resource', ''),
    object('spec.defaultBackend.service', 'Service'),
  ],
  NetworkPolicy: [
    selector('spec.podSelector'),
    { how: 'peer', path: 'spec.ingress.*.from.*' },
    { how: 'peer', path: 'spec.egress.*.to.*' },
  ],
  StatefulSet: [name('spec.serviceName', 'Service')],
  HorizontalPodAutoscaler: [object('spec.scaleTargetRef', 'Deployment')],
  PodDisruptionBudget: [selector('spec.selector')],
  EndpointSlice: [object('endpoints.*.targetRef', 'Pod'), name('endpoints.*.nodeName', 'Node')],
  Endpoints: [object('subsets.*.addresses.*.targetRef', 'Pod')],
  Gateway: [name('spec.gatewayClassName', 'GatewayClass'), object('spec.listeners.*.tls.certificateRefs.*', 'Secret')],
  HTTPRoute: [...ROUTE, object('spec.rules.*.filters.*.requestMirror.backendRef', 'Service')],
  GRPCRoute: ROUTE,
  TLSRoute: ROUTE,
  TCPRoute: ROUTE,
  UDPRoute: ROUTE,
  BackendTLSPolicy: [
    object('spec.targetRefs.*', 'Service'),
    object('spec.validation.caCertificateRefs.*', 'ConfigMap'),
  ],
};

const EVERY = [name('metadata.namespace', 'Namespace'), object('metadata.ownerReferences.*', '')];

/** The fields of a kind that name other objects. */
export function referenceFields(kind: string): readonly ReferenceField[] {
  const template = POD_TEMPLATES[kind];
  const pod =
    template === undefined ? [] : POD.map((one) => ({ ...one, path: [...template, 'spec', one.path].join('.') }));
  return [...(OWN[kind] ?? []), ...pod, ...EVERY];
}
