/**
 * Which keys stand below which in the kinds that people paste, for putting lost indentation back. `a` is a scalar,
 * `a=x|y` one of these words, `a:T` an object of that shape, `a[T]` a list of such objects, `a[]` a list of scalars,
 * `a{}` free keys with text for values, `a!` a key that must be there, `a^` one that stands alone. A text that uses
 * what is not listed is not re-indented. It is no second schema: which fields there are and what they mean is said by
 * `kinds/`; here stands only below which key a flat line may belong, which no reader of a value could tell.
 */
const TEXT: Readonly<Record<string, string>> = {
  Namespace: 'apiVersion! kind! metadata!:Meta spec:NamespaceSpec status:NamespaceStatus',
  NamespaceSpec: 'finalizers[]',
  NamespaceStatus: 'phase',
  ConfigMap: 'apiVersion! kind! metadata!:Meta data{} binaryData{} immutable',
  Secret: 'apiVersion! kind! metadata!:Meta type data{} stringData{} immutable',
  ServiceAccount:
    'apiVersion! kind! metadata!:Meta automountServiceAccountToken imagePullSecrets[Named] secrets[Named]',
  Service: 'apiVersion! kind! metadata!:Meta spec!:ServiceSpec status:BalancedStatus',
  Ingress: 'apiVersion! kind! metadata!:Meta spec!:IngressSpec status:BalancedStatus',
  NetworkPolicy: 'apiVersion! kind! metadata!:Meta spec!:NetworkPolicySpec',
  Pod: 'apiVersion! kind! metadata!:Meta spec!:PodSpec',
  Deployment: 'apiVersion! kind! metadata!:Meta spec!:DeploymentSpec',
  ReplicaSet: 'apiVersion! kind! metadata!:Meta spec!:ReplicaSetSpec',
  StatefulSet: 'apiVersion! kind! metadata!:Meta spec!:StatefulSetSpec',
  DaemonSet: 'apiVersion! kind! metadata!:Meta spec!:DaemonSetSpec',
  Job: 'apiVersion! kind! metadata!:Meta spec!:JobSpec',
  CronJob: 'apiVersion! kind! metadata!:Meta spec!:CronJobSpec',

  Meta: 'name! namespace labels{} annotations{} creationTimestamp deletionTimestamp generation resourceVersion uid selfLink finalizers[] ownerReferences[Owner]',
  TemplateMeta: 'name namespace labels{} annotations{} creationTimestamp',
  Owner: 'apiVersion! kind! name! uid controller blockOwnerDeletion',
  Named: 'name!',

  ServiceSpec:
    'type=ClusterIP|NodePort|LoadBalancer|ExternalName selector{} ports[ServicePort] clusterIP clusterIPs[] externalIPs[] externalName externalTrafficPolicy=Cluster|Local internalTrafficPolicy=Cluster|Local healthCheckNodePort ipFamilies[] ipFamilyPolicy loadBalancerIP loadBalancerClass loadBalancerSourceRanges[] allocateLoadBalancerNodePorts publishNotReadyAddresses sessionAffinity=None|ClientIP sessionAffinityConfig:AffinityConfig trafficDistribution',
  ServicePort: 'name port! protocol=TCP|UDP|SCTP targetPort nodePort appProtocol',
  AffinityConfig: 'clientIP!:ClientIpConfig',
  ClientIpConfig: 'timeoutSeconds!',
  BalancedStatus: 'loadBalancer:Balancer',
  Balancer: 'ingress[BalancerAddress]',
  BalancerAddress: 'ip hostname ipMode',

  IngressSpec: 'ingressClassName defaultBackend:IngressBackend rules[IngressRule] tls[IngressTls]',
  IngressRule: 'host http:IngressHttp',
  IngressHttp: 'paths![IngressPath]',
  IngressPath: 'path pathType=Exact|Prefix|ImplementationSpecific backend!:IngressBackend',
  IngressBackend: 'service^:BackendService resource^:BackendResource',
  BackendService: 'name! port!:BackendPort',
  BackendPort: 'name number',
  BackendResource: 'apiGroup kind! name!',
  IngressTls: 'hosts[] secretName',

  NetworkPolicySpec: 'podSelector!:Selector policyTypes[] ingress[IngressPolicyRule] egress[EgressPolicyRule]',
  IngressPolicyRule: 'from[PolicyPeer] ports[PolicyPort]',
  EgressPolicyRule: 'to[PolicyPeer] ports[PolicyPort]',
  PolicyPeer: 'podSelector:Selector namespaceSelector:Selector ipBlock^:IpBlock',
  PolicyPort: 'protocol=TCP|UDP|SCTP port endPort',
  IpBlock: 'cidr! except[]',
  Selector: 'matchLabels{} matchExpressions[Expression]',
  Expression: 'key! operator!=In|NotIn|Exists|DoesNotExist|Gt|Lt values[]',

  DeploymentSpec:
    'replicas selector!:Selector template!:Template strategy:Strategy minReadySeconds revisionHistoryLimit progressDeadlineSeconds paused',
  Strategy: 'type=RollingUpdate|Recreate|OnDelete rollingUpdate:RollingUpdate',
  RollingUpdate: 'maxSurge maxUnavailable partition',
  ReplicaSetSpec: 'replicas selector!:Selector template!:Template minReadySeconds',
  StatefulSetSpec:
    'serviceName replicas selector!:Selector template!:Template podManagementPolicy updateStrategy:Strategy minReadySeconds revisionHistoryLimit volumeClaimTemplates[Claim] persistentVolumeClaimRetentionPolicy:ClaimRetention ordinals:Ordinals',
  Ordinals: 'start!',
  ClaimRetention: 'whenDeleted whenScaled',
  Claim: 'apiVersion kind metadata!:Meta spec!:ClaimSpec',
  ClaimSpec: 'accessModes[] storageClassName volumeMode volumeName resources:Resources',
  DaemonSetSpec: 'selector!:Selector template!:Template updateStrategy:Strategy minReadySeconds revisionHistoryLimit',
  JobSpec:
    'parallelism completions completionMode backoffLimit activeDeadlineSeconds ttlSecondsAfterFinished suspend manualSelector selector:Selector template!:Template',
  CronJobSpec:
    'schedule! timeZone concurrencyPolicy suspend startingDeadlineSeconds successfulJobsHistoryLimit failedJobsHistoryLimit jobTemplate!:JobTemplate',
  JobTemplate: 'metadata:TemplateMeta spec!:JobSpec',

  Template: 'metadata:TemplateMeta spec!:PodSpec',
  PodSpec:
    'containers![Container] initContainers[Container] volumes[Volume] restartPolicy=Always|OnFailure|Never serviceAccountName serviceAccount automountServiceAccountToken nodeName nodeSelector{} hostNetwork hostPID hostIPC hostname subdomain dnsPolicy dnsConfig:DnsConfig hostAliases[HostAlias] imagePullSecrets[Named] terminationGracePeriodSeconds activeDeadlineSeconds securityContext:PodSecurity tolerations[Toleration] affinity:Affinity topologySpreadConstraints[Spread] priorityClassName priority schedulerName enableServiceLinks shareProcessNamespace setHostnameAsFQDN readinessGates[Gate] runtimeClassName',
  Gate: 'conditionType!',
  Container:
    'name! image! imagePullPolicy=Always|IfNotPresent|Never command[] args[] workingDir ports[ContainerPort] env[Env] envFrom[EnvFrom] resources:Resources volumeMounts[Mount] livenessProbe:Probe readinessProbe:Probe startupProbe:Probe lifecycle:Lifecycle securityContext:Security stdin tty restartPolicy terminationMessagePath terminationMessagePolicy',
  ContainerPort: 'name containerPort! hostPort hostIP protocol=TCP|UDP|SCTP',
  Env: 'name! value valueFrom:EnvSource',
  EnvSource: 'configMapKeyRef:KeyRef secretKeyRef:KeyRef fieldRef:FieldRef resourceFieldRef:ResourceRef',
  KeyRef: 'name! key! optional',
  FieldRef: 'apiVersion fieldPath!',
  ResourceRef: 'containerName resource! divisor',
  EnvFrom: 'prefix configMapRef:OptionalRef secretRef:OptionalRef',
  OptionalRef: 'name! optional',
  Resources: 'limits:Amounts requests:Amounts',
  Amounts: 'cpu memory storage ephemeral-storage nvidia.com/gpu',
  Mount: 'name! mountPath! subPath readOnly mountPropagation subPathExpr',
  Probe:
    'httpGet:HttpGet tcpSocket:TcpSocket exec:Exec grpc:Grpc initialDelaySeconds periodSeconds timeoutSeconds successThreshold failureThreshold terminationGracePeriodSeconds',
  HttpGet: 'path port! host scheme=HTTP|HTTPS httpHeaders[Header]',
  Header: 'name! value!',
  TcpSocket: 'port! host',
  Grpc: 'port! service',
  Exec: 'command![]',
  Lifecycle: 'postStart:Handler preStop:Handler',
  Handler: 'exec:Exec httpGet:HttpGet tcpSocket:TcpSocket sleep:Sleep',
  Sleep: 'seconds!',
  Security:
    'runAsUser runAsGroup runAsNonRoot privileged allowPrivilegeEscalation readOnlyRootFilesystem capabilities:Capabilities seccompProfile:Seccomp',
  Capabilities: 'add[] drop[]',
  Seccomp: 'type! localhostProfile',
  PodSecurity:
    'runAsUser runAsGroup runAsNonRoot fsGroup fsGroupChangePolicy supplementalGroups[] seccompProfile:Seccomp sysctls[Header]',
  DnsConfig: 'nameservers[] searches[] options[DnsOption]',
  DnsOption: 'name! value',
  HostAlias: 'ip! hostnames[]',
  Toleration: 'key operator=Exists|Equal value effect=NoSchedule|PreferNoSchedule|NoExecute tolerationSeconds',
  Spread:
    'maxSkew! topologyKey! whenUnsatisfiable labelSelector:Selector minDomains nodeAffinityPolicy nodeTaintsPolicy',
  Affinity: 'nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAffinity',
  NodeAffinity:
    'requiredDuringSchedulingIgnoredDuringExecution:NodeTerms preferredDuringSchedulingIgnoredDuringExecution[PreferredNode]',
  NodeTerms: 'nodeSelectorTerms![NodeTerm]',
  NodeTerm: 'matchExpressions[Expression] matchFields[Expression]',
  PreferredNode: 'weight! preference!:NodeTerm',
  PodAffinity:
    'requiredDuringSchedulingIgnoredDuringExecution[PodTerm] preferredDuringSchedulingIgnoredDuringExecution[PreferredPod]',
  PodTerm: 'labelSelector:Selector topologyKey! namespaces[] namespaceSelector:Selector',
  PreferredPod: 'weight! podAffinityTerm!:PodTerm',
  Volume:
    'name! configMap:ConfigVolume secret:SecretVolume emptyDir:EmptyDir hostPath:HostPath persistentVolumeClaim:ClaimVolume',
  ConfigVolume: 'name! defaultMode optional items[KeyPath]',
  SecretVolume: 'secretName! defaultMode optional items[KeyPath]',
  KeyPath: 'key! path! mode',
  EmptyDir: 'medium sizeLimit',
  HostPath: 'path! type',
  ClaimVolume: 'claimName! readOnly',
};

/** What may stand under a key. */
export type FieldShape = (
  | { readonly kind: 'scalar'; readonly words: readonly string[] | null }
  | { readonly kind: 'object' | 'list'; readonly of: string }
  | { readonly kind: 'scalars' | 'free' }
) & { readonly required: boolean; readonly alone: boolean };

export type Shape = ReadonlyMap<string, FieldShape>;

const FIELD = /^([\w./-]+)([!^]?)(?::(\w+)|=(\S+)|\[(\w*)\]|(\{\}))?$/;

const SHAPES: ReadonlyMap<string, Shape> = new Map(
  Object.entries(TEXT).map(([name, text]) => [name, new Map(text.split(' ').map(fieldOfText))]),
);

/** The shape of a kind, or of a part of one. */
export function shapeOf(name: string): Shape | null {
  return SHAPES.get(name) ?? null;
}

function fieldOfText(text: string): [string, FieldShape] {
  const [, key = '', mark, object, words, list, free] = FIELD.exec(text) ?? [];
  const marks = { required: mark === '!', alone: mark === '^' };
  if (object !== undefined) return [key, { kind: 'object', of: object, ...marks }];
  if (free !== undefined) return [key, { kind: 'free', ...marks }];
  if (list === '') return [key, { kind: 'scalars', ...marks }];
  if (list !== undefined) return [key, { kind: 'list', of: list, ...marks }];
  return [key, { kind: 'scalar', words: words?.split('|') ?? null, ...marks }];
}
