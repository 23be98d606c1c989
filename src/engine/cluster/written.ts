import type { AdminPolicyObject, ManifestObject, NodeObject, PodObject, WorkloadObject } from '#manifests';

type OfKind<Kind extends ManifestObject['kind']> = Extract<ManifestObject, { readonly kind: Kind }>;

/** The objects of the manifests by kind. Nothing is filled in here. */
export interface Written {
  readonly all: readonly ManifestObject[];
  readonly namespaces: readonly OfKind<'Namespace'>[];
  readonly nodes: readonly NodeObject[];
  readonly pods: readonly PodObject[];
  readonly workloads: readonly WorkloadObject[];
  readonly services: readonly OfKind<'Service'>[];
  readonly slices: readonly OfKind<'EndpointSlice'>[];
  readonly endpoints: readonly OfKind<'Endpoints'>[];
  readonly ingresses: readonly OfKind<'Ingress'>[];
  readonly ingressClasses: readonly OfKind<'IngressClass'>[];
  readonly networkPolicies: readonly OfKind<'NetworkPolicy'>[];
  readonly adminPolicies: readonly AdminPolicyObject[];
  readonly configMaps: readonly OfKind<'ConfigMap'>[];
  readonly secrets: readonly OfKind<'Secret'>[];
  readonly proxyConfigurations: readonly OfKind<'KubeProxyConfiguration'>[];
  readonly others: readonly OfKind<'Other'>[];
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] extends readonly (infer Item)[] ? Item[] : T[Key] };

export function groupByKind(objects: readonly ManifestObject[]): Written {
  const groups: Mutable<Omit<Written, 'all'>> = {
    namespaces: [],
    nodes: [],
    pods: [],
    workloads: [],
    services: [],
    slices: [],
    endpoints: [],
    ingresses: [],
    ingressClasses: [],
    networkPolicies: [],
    adminPolicies: [],
    configMaps: [],
    secrets: [],
    proxyConfigurations: [],
    others: [],
  };
  for (const object of objects) put(groups, object);
  return { all: objects, ...groups };
}

function put(groups: Mutable<Omit<Written, 'all'>>, object: ManifestObject): void {
  switch (object.kind) {
    case 'Namespace':
      groups.namespaces.push(object);
      return;
    case 'Node':
      groups.nodes.push(object);
      return;
    case 'Pod':
      groups.pods.push(object);
      return;
    case 'Deployment':
    case 'ReplicaSet':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'Job':
    case 'CronJob':
    case 'ReplicationController':
      groups.workloads.push(object);
      return;
    case 'Service':
      groups.services.push(object);
      return;
    case 'EndpointSlice':
      groups.slices.push(object);
      return;
    case 'Endpoints':
      groups.endpoints.push(object);
      return;
    case 'Ingress':
      groups.ingresses.push(object);
      return;
    case 'IngressClass':
      groups.ingressClasses.push(object);
      return;
    case 'NetworkPolicy':
      groups.networkPolicies.push(object);
      return;
    case 'AdminNetworkPolicy':
    case 'BaselineAdminNetworkPolicy':
    case 'ClusterNetworkPolicy':
      groups.adminPolicies.push(object);
      return;
    case 'ConfigMap':
      groups.configMaps.push(object);
      return;
    case 'Secret':
      groups.secrets.push(object);
      return;
    case 'KubeProxyConfiguration':
      groups.proxyConfigurations.push(object);
      return;
    case 'Other':
      groups.others.push(object);
      return;
  }
}
