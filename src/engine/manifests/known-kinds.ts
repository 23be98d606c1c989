/** A kind that is known by name and scope, without rules of its own. */
export interface KnownKind {
  readonly kind: string;
  readonly group: string;
  readonly scope: 'namespaced' | 'cluster';
  /**
   * `quiet`: it decides nothing on the way of a packet, or is read where it does (ServiceImport by CoreDNS). `later`: it
   * does, and the engine does not model it yet.
   */
  readonly bearing: 'quiet' | 'later';
}

type Row = readonly [group: string, scope: KnownKind['scope'], bearing: KnownKind['bearing'], kinds: string];

const ROWS: readonly Row[] = [
  [
    '',
    'namespaced',
    'quiet',
    'ServiceAccount PersistentVolumeClaim LimitRange ResourceQuota Event PodTemplate Binding',
  ],
  ['', 'cluster', 'quiet', 'PersistentVolume ComponentStatus'],
  ['apps', 'namespaced', 'quiet', 'ControllerRevision'],
  ['autoscaling', 'namespaced', 'quiet', 'HorizontalPodAutoscaler Scale'],
  ['autoscaling.k8s.io', 'namespaced', 'quiet', 'VerticalPodAutoscaler VerticalPodAutoscalerCheckpoint'],
  ['policy', 'namespaced', 'quiet', 'PodDisruptionBudget Eviction'],
  ['policy', 'cluster', 'quiet', 'PodSecurityPolicy'],
  ['rbac.authorization.k8s.io', 'namespaced', 'quiet', 'Role RoleBinding'],
  ['rbac.authorization.k8s.io', 'cluster', 'quiet', 'ClusterRole ClusterRoleBinding'],
  ['apiextensions.k8s.io', 'cluster', 'quiet', 'CustomResourceDefinition'],
  ['apiregistration.k8s.io', 'cluster', 'quiet', 'APIService'],
  [
    'admissionregistration.k8s.io',
    'cluster',
    'quiet',
    'ValidatingWebhookConfiguration MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding MutatingAdmissionPolicy MutatingAdmissionPolicyBinding',
  ],
  ['storage.k8s.io', 'cluster', 'quiet', 'StorageClass CSIDriver CSINode VolumeAttachment VolumeAttributesClass'],
  ['storage.k8s.io', 'namespaced', 'quiet', 'CSIStorageCapacity'],
  ['scheduling.k8s.io', 'cluster', 'quiet', 'PriorityClass'],
  ['node.k8s.io', 'cluster', 'quiet', 'RuntimeClass'],
  ['coordination.k8s.io', 'namespaced', 'quiet', 'Lease LeaseCandidate'],
  ['events.k8s.io', 'namespaced', 'quiet', 'Event'],
  ['certificates.k8s.io', 'cluster', 'quiet', 'CertificateSigningRequest ClusterTrustBundle'],
  ['flowcontrol.apiserver.k8s.io', 'cluster', 'quiet', 'FlowSchema PriorityLevelConfiguration'],
  ['networking.k8s.io', 'cluster', 'quiet', 'IPAddress ServiceCIDR'],
  ['resource.k8s.io', 'namespaced', 'quiet', 'ResourceClaim ResourceClaimTemplate'],
  ['resource.k8s.io', 'cluster', 'quiet', 'DeviceClass ResourceSlice DeviceTaintRule'],
  ['metrics.k8s.io', 'namespaced', 'quiet', 'PodMetrics'],
  ['metrics.k8s.io', 'cluster', 'quiet', 'NodeMetrics'],
  ['cert-manager.io', 'namespaced', 'quiet', 'Certificate CertificateRequest Issuer'],
  ['cert-manager.io', 'cluster', 'quiet', 'ClusterIssuer'],
  ['acme.cert-manager.io', 'namespaced', 'quiet', 'Order Challenge'],
  [
    'monitoring.coreos.com',
    'namespaced',
    'quiet',
    'ServiceMonitor PodMonitor PrometheusRule Prometheus Alertmanager Probe',
  ],
  ['snapshot.storage.k8s.io', 'namespaced', 'quiet', 'VolumeSnapshot'],
  ['argoproj.io', 'namespaced', 'quiet', 'Application AppProject ApplicationSet Workflow CronWorkflow'],
  ['kustomize.toolkit.fluxcd.io', 'namespaced', 'quiet', 'Kustomization'],
  ['helm.toolkit.fluxcd.io', 'namespaced', 'quiet', 'HelmRelease'],
  ['gateway.networking.k8s.io', 'cluster', 'later', 'GatewayClass'],
  [
    'gateway.networking.k8s.io',
    'namespaced',
    'later',
    'Gateway HTTPRoute GRPCRoute TCPRoute UDPRoute TLSRoute ReferenceGrant BackendTLSPolicy ListenerSet',
  ],
  ['gateway.networking.x-k8s.io', 'namespaced', 'later', 'XListenerSet XBackendTrafficPolicy XMesh'],
  ['multicluster.x-k8s.io', 'namespaced', 'quiet', 'ServiceImport ServiceExport'],
  [
    'networking.istio.io',
    'namespaced',
    'later',
    'VirtualService DestinationRule Gateway ServiceEntry Sidecar WorkloadEntry WorkloadGroup EnvoyFilter ProxyConfig',
  ],
  ['security.istio.io', 'namespaced', 'later', 'AuthorizationPolicy PeerAuthentication RequestAuthentication'],
  ['telemetry.istio.io', 'namespaced', 'quiet', 'Telemetry'],
  ['extensions.istio.io', 'namespaced', 'later', 'WasmPlugin'],
  [
    'policy.linkerd.io',
    'namespaced',
    'later',
    'Server ServerAuthorization AuthorizationPolicy HTTPRoute MeshTLSAuthentication NetworkAuthentication',
  ],
  ['linkerd.io', 'namespaced', 'later', 'ServiceProfile'],
  ['cilium.io', 'namespaced', 'later', 'CiliumNetworkPolicy CiliumEnvoyConfig CiliumLocalRedirectPolicy'],
  [
    'cilium.io',
    'cluster',
    'later',
    'CiliumClusterwideNetworkPolicy CiliumClusterwideEnvoyConfig CiliumLoadBalancerIPPool CiliumBGPPeeringPolicy CiliumL2AnnouncementPolicy',
  ],
  ['cilium.io', 'namespaced', 'quiet', 'CiliumEndpoint'],
  ['cilium.io', 'cluster', 'quiet', 'CiliumNode CiliumIdentity CiliumNodeConfig CiliumEgressGatewayPolicy'],
  ['crd.projectcalico.org', 'namespaced', 'later', 'NetworkPolicy NetworkSet'],
  [
    'crd.projectcalico.org',
    'cluster',
    'later',
    'GlobalNetworkPolicy GlobalNetworkSet HostEndpoint Tier BGPConfiguration BGPPeer',
  ],
  [
    'crd.projectcalico.org',
    'cluster',
    'quiet',
    'ClusterInformation KubeControllersConfiguration IPAMBlock IPAMHandle BlockAffinity IPReservation IPPool',
  ],
  ['projectcalico.org', 'namespaced', 'later', 'NetworkPolicy NetworkSet'],
  [
    'projectcalico.org',
    'cluster',
    'later',
    'GlobalNetworkPolicy GlobalNetworkSet HostEndpoint Tier BGPConfiguration BGPPeer',
  ],
  ['projectcalico.org', 'cluster', 'quiet', 'IPPool'],
  ['crd.projectcalico.org', 'cluster', 'quiet', 'FelixConfiguration'],
  ['projectcalico.org', 'cluster', 'quiet', 'FelixConfiguration'],
  ['operator.tigera.io', 'cluster', 'quiet', 'Installation APIServer'],
  ['metallb.io', 'namespaced', 'quiet', 'IPAddressPool L2Advertisement BGPAdvertisement BGPPeer BFDProfile Community'],
  [
    'traefik.io',
    'namespaced',
    'later',
    'IngressRoute IngressRouteTCP IngressRouteUDP Middleware TLSOption TraefikService',
  ],
  ['serving.knative.dev', 'namespaced', 'later', 'Service Route Configuration Revision'],
  ['kubelet.config.k8s.io', 'cluster', 'quiet', 'KubeletConfiguration'],
  ['kubeadm.k8s.io', 'cluster', 'quiet', 'ClusterConfiguration InitConfiguration JoinConfiguration'],
  ['kind.x-k8s.io', 'cluster', 'quiet', 'Cluster'],
  ['kustomize.config.k8s.io', 'cluster', 'quiet', 'Kustomization Component'],
];

/** Kinds of Kubernetes, the Gateway API, meshes and common add-ons which the engine has no type for. */
export const KNOWN_KINDS: readonly KnownKind[] = ROWS.flatMap(([group, scope, bearing, kinds]) =>
  kinds.split(' ').map((kind) => ({ kind, group, scope, bearing })),
);

/** Groups whose documents are configuration files: they have no name. */
export function isConfigurationGroup(group: string): boolean {
  return group.endsWith('.config.k8s.io') || group === 'kubeadm.k8s.io' || group === 'kind.x-k8s.io';
}
