import type { ClusterService } from '../model.ts';
import type { ClusterSettings } from '../settings-model.ts';
import type { BalancerFacts, Claim, Provider } from './balancer.ts';
import type { Sign } from './beyond-layer-four.ts';

const PREFIX = 'service.beta.kubernetes.io/aws-load-balancer-';
const TYPE = `${PREFIX}type`;
const TARGETS = `${PREFIX}nlb-target-type`;
/** Often written for {@link TARGETS}, and read by nobody (`pkg/annotations/constants.go`). */
const NO_TARGETS = `${PREFIX}target-type`;
/** Who may reach the balancer; left out, it is internal to the controller. */
export const SCHEME = `${PREFIX}scheme`;
export const INTERNAL = `${PREFIX}internal`;
const PROXY = `${PREFIX}proxy-protocol`;
const ATTRIBUTES = `${PREFIX}target-group-attributes`;
const KEEPS_CLIENT = 'preserve_client_ip.enabled';

const CONTROLLER_CLASS = 'service.k8s.aws/nlb';
/** EKS Auto Mode: as the controller's class, with pods as targets by default. */
const AUTO_MODE_CLASS = 'eks.amazonaws.com/nlb';

/**
 * Who serves a Service on AWS: the AWS Load Balancer Controller (by class, `nlb-ip`, or `external` with a target type;
 * `pkg/service/service_utils.go`), or the cloud controller (`nlb`, and a Classic Load Balancer for all else;
 * cloud-provider-aws `docs/service_controller.md`). Both write a host name only into the status (`toStatus` and
 * `v2toStatus` in cloud-provider-aws `pkg/providers/v1/aws_loadbalancer.go` and `aws.go`).
 */
export const aws: Provider = (service, settings) => {
  const { annotations, spec } = service;
  if (spec.loadBalancerClass === CONTROLLER_CLASS || spec.loadBalancerClass === AUTO_MODE_CLASS)
    return controllerOwned(service);
  const type = annotations[TYPE];
  if (type === 'nlb-ip') return controllerOwned(service);
  if (type === 'external') return targetType(service) === null ? WITHOUT_TARGETS : controllerOwned(service);
  if (type === 'nlb') return cloudNetwork(service, settings);
  const isNamed = Object.keys(annotations).some((name) => name.startsWith(PREFIX));
  return isNamed
    ? { kind: 'facts', facts: classic(service), read: [...READ_BY_CLOUD, PROXY], signs: CLASSIC_SIGNS }
    : null;
};

/** A Network Load Balancer that a setting asks for: whatever annotations say of it counts. */
export function networkBalancer(service: ClusterService): Claim {
  return groupOf(service, explicitScheme(service) ?? 'internet');
}

function groupOf(service: ClusterService, scheme: BalancerFacts['scheme']): Claim {
  return {
    kind: 'facts',
    facts: withAttributes(service, scheme),
    read: READ,
    signs: NETWORK_SIGNS,
    settled: settledBy(service),
  };
}

/** The cloud controller's: nodes as targets, and of the attributes the two that it lets through. */
function cloudNetwork(service: ClusterService, settings: Release): Claim {
  const facts: BalancerFacts = { ...NETWORK, scheme: legacyScheme(service), keepsClients: REFUSED };
  if (!readsAttributes(settings)) return { kind: 'facts', facts, read: READ_BY_CLOUD, signs: NETWORK_SIGNS };
  return {
    kind: 'facts',
    facts: { ...facts, ...byAttributes(service, 'nodePort') },
    read: [...READ_BY_CLOUD, ATTRIBUTES],
    signs: NETWORK_SIGNS,
    settled: settledBy(service),
  };
}

type Release = Pick<ClusterSettings, 'version'>;

/**
 * Whether the cloud controller reads attributes of target groups: its releases since 1.31 by their latest patches
 * (kubernetes/cloud-provider-aws#1214 and its cherry picks).
 */
function readsAttributes({ version }: Release): boolean {
  return version.major > 1 || version.minor >= 31;
}

function settledBy(service: ClusterService): readonly (keyof BalancerFacts)[] {
  return attributesOf(service).has(KEEPS_CLIENT) ? ['preservesClient'] : [];
}

const NETWORK: BalancerFacts = {
  type: 'aws-nlb',
  name: 'AWS Network Load Balancer',
  targets: 'nodePort',
  preservesClient: 'always',
  proxyHeader: 'none',
  scheme: 'internet',
  checksNodesBy: 'nodePort',
  rangesAnnotation: 'read',
  // Elastic Load Balancing, "Health checks for Network Load Balancer target groups": the load balancer fails open.
  whenAllFail: 'toAll',
  keepsClients: 'never',
  publishes: 'hostname',
};

/** `EnsureLoadBalancer` in cloud-provider-aws `pkg/providers/v1/aws.go`: "unsupported load balancer affinity", for both kinds. */
const REFUSED = 'refused';

const READ = [TYPE, TARGETS, SCHEME, INTERNAL, PROXY, ATTRIBUTES];
const READ_BY_CLOUD = [TYPE, INTERNAL];

const CERTIFICATE = `${PREFIX}ssl-cert`;
const TLS_PORTS = `${PREFIX}ssl-ports`;
const BACKEND = `${PREFIX}backend-protocol`;

const ENDS_TLS: Sign = { annotation: CERTIFICATE, kind: 'tls', ports: TLS_PORTS };

/** A listener of TLS where there is a certificate; no Network Load Balancer reads HTTP (both controllers). */
const NETWORK_SIGNS: readonly Sign[] = [ENDS_TLS, { annotation: BACKEND, kind: 'idle', values: /^https?$/ }];

/** `buildListener` in cloud-provider-aws `pkg/providers/v1/aws.go`: `https` without a certificate stays TCP. */
const CLASSIC_SIGNS: readonly Sign[] = [
  ENDS_TLS,
  { annotation: BACKEND, kind: 'idle', values: /^https$/, without: CERTIFICATE },
  { annotation: BACKEND, kind: 'http', values: /^http$/ },
  { annotation: BACKEND, kind: 'http', values: /^https$/, beside: CERTIFICATE, ports: TLS_PORTS },
];

const WITHOUT_TARGETS: Claim = {
  kind: 'nobody',
  why: 'The AWS Load Balancer Controller takes a Service of type external only with an annotation aws-load-balancer-nlb-target-type (ip or instance), and the cloud controller leaves it alone: the address stays pending.',
  field: ['metadata', 'annotations', TYPE],
};

/** Internal unless the scheme says otherwise, since release 2.2 ("secure by default"). */
function controllerOwned(service: ClusterService): Claim {
  return groupOf(service, explicitScheme(service) ?? 'internal');
}

/** Target type and attributes of the target group (`pkg/service/model_build_target_group.go`). */
function withAttributes(service: ClusterService, scheme: BalancerFacts['scheme']): BalancerFacts {
  const isByPod = (targetType(service) ?? defaultTargets(service)) === 'ip';
  const targets = isByPod ? 'pod' : 'nodePort';
  const own = byAttributes(service, targets);
  return {
    ...NETWORK,
    ...own,
    targets,
    proxyHeader: service.annotations[PROXY] === '*' ? 'v2' : own.proxyHeader,
    scheme,
    checksNodesBy: isByPod ? 'targetPort' : 'nodePort',
  };
}

/** What a group's attributes make of the client: UDP always keeps it, TCP to pods only if asked to. */
function byAttributes(
  service: ClusterService,
  targets: 'pod' | 'nodePort',
): Pick<BalancerFacts, 'preservesClient' | 'proxyHeader'> {
  const attributes = attributesOf(service);
  const keeps = attributes.get(KEEPS_CLIENT);
  return {
    preservesClient: keeps === 'true' ? 'always' : keeps === 'false' || targets === 'pod' ? 'exceptTcp' : 'always',
    proxyHeader: attributes.get('proxy_protocol_v2.enabled') === 'true' ? 'v2' : 'none',
  };
}

function targetType({ annotations }: ClusterService): 'ip' | 'instance' | null {
  const named = annotations[TARGETS];
  if (named === 'ip' || named === 'instance') return named;
  return annotations[TYPE] === 'nlb-ip' ? 'ip' : null;
}

function defaultTargets({ spec }: ClusterService): 'ip' | 'instance' {
  return spec.loadBalancerClass === AUTO_MODE_CLASS ? 'ip' : 'instance';
}

function attributesOf({ annotations }: ClusterService): ReadonlyMap<string, string> {
  const pairs = (annotations[ATTRIBUTES] ?? '').split(',').map((pair) => pair.split('=').map((part) => part.trim()));
  return new Map(pairs.flatMap(([key, value]) => (key === undefined || value === undefined ? [] : [[key, value]])));
}

function explicitScheme(service: ClusterService): BalancerFacts['scheme'] | null {
  const scheme = service.annotations[SCHEME];
  if (scheme === 'internal') return 'internal';
  if (scheme === 'internet-facing') return 'internet';
  return service.annotations[INTERNAL] === undefined ? null : legacyScheme(service);
}

/** Any word but an empty one and `false` asks for an internal balancer. */
function legacyScheme({ annotations }: ClusterService): BalancerFacts['scheme'] {
  const word = annotations[INTERNAL] ?? '';
  return word === '' || word === 'false' ? 'internet' : 'internal';
}

function classic(service: ClusterService): BalancerFacts {
  return {
    type: 'cloud',
    name: 'AWS Classic Load Balancer',
    targets: 'nodePort',
    preservesClient: 'never',
    proxyHeader: service.annotations[PROXY] === '*' ? 'v1' : 'none',
    scheme: legacyScheme(service),
    checksNodesBy: 'nodePort',
    rangesAnnotation: 'read',
    whenAllFail: 'toNone',
    keepsClients: REFUSED,
    publishes: 'hostname',
  };
}

/** Annotations of the AWS Load Balancer Controller on a Network Load Balancer that the cloud controller makes, and that it does not read. */
export function ignoredOnAws({ annotations, spec }: ClusterService, settings: Release): readonly string[] {
  if (annotations[TYPE] !== 'nlb' || spec.loadBalancerClass !== undefined) return [];
  const ignored = [TARGETS, SCHEME, PROXY, ...(readsAttributes(settings) ? [] : [ATTRIBUTES])];
  return ignored.filter((name) => name in annotations);
}

/** A spelling that no controller reads, with the one that is meant. */
export function misspeltOnAws({ annotations }: ClusterService): readonly (readonly [name: string, meant: string])[] {
  return NO_TARGETS in annotations ? [[NO_TARGETS, TARGETS]] : [];
}

/** Old spellings, with what is written instead (AWS Load Balancer Controller, "Service annotations"). */
export function outdatedOnAws({
  annotations,
  spec,
}: ClusterService): readonly (readonly [name: string, instead: string])[] {
  if (spec.loadBalancerClass !== undefined && INTERNAL in annotations)
    return [[INTERNAL, `${SCHEME}: ${annotations[INTERNAL] === 'true' ? 'internal' : 'internet-facing'}`]];
  if (annotations[TYPE] === 'nlb-ip') return [[TYPE, `type external with ${TARGETS}: ip`]];
  if (annotations[TYPE] === 'external' && INTERNAL in annotations) return [[INTERNAL, SCHEME]];
  return [];
}
