import type { ClusterService } from '../model.ts';
import type { BalancerFacts, Claim, Provider } from './balancer.ts';

const PREFIX = 'service.beta.kubernetes.io/aws-load-balancer-';
const TYPE = `${PREFIX}type`;
const TARGETS = [`${PREFIX}nlb-target-type`, `${PREFIX}target-type`] as const;
const SCHEME = `${PREFIX}scheme`;
const INTERNAL = `${PREFIX}internal`;
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
export const aws: Provider = (service) => {
  const { annotations, spec } = service;
  if (spec.loadBalancerClass === CONTROLLER_CLASS || spec.loadBalancerClass === AUTO_MODE_CLASS)
    return controllerOwned(service);
  const type = annotations[TYPE];
  if (type === 'nlb-ip') return controllerOwned(service);
  if (type === 'external') return targetType(service) === null ? WITHOUT_TARGETS : controllerOwned(service);
  if (type === 'nlb') return cloudOwned({ ...NETWORK, scheme: legacyScheme(service) });
  const isNamed = Object.keys(annotations).some((name) => name.startsWith(PREFIX));
  return isNamed ? cloudOwned(classic(service)) : null;
};

/** A Network Load Balancer that a setting asks for: whatever annotations say of it counts. */
export function networkBalancer(service: ClusterService): Claim {
  return groupOf(service, explicitScheme(service) ?? 'internet');
}

function groupOf(service: ClusterService, scheme: BalancerFacts['scheme']): Claim {
  const isKept = attributesOf(service).has(KEEPS_CLIENT);
  return {
    kind: 'facts',
    facts: withAttributes(service, scheme),
    read: READ,
    settled: isKept ? ['preservesClient'] : [],
  };
}

const NETWORK: BalancerFacts = {
  type: 'aws-nlb',
  name: 'AWS Network Load Balancer',
  targets: 'nodePort',
  preservesClient: 'always',
  proxyHeader: 'none',
  scheme: 'internet',
  checksNodesBy: 'nodePort',
  publishes: 'hostname',
};

const READ = [TYPE, ...TARGETS, SCHEME, INTERNAL, PROXY, ATTRIBUTES];
const READ_BY_CLOUD = [TYPE, INTERNAL];

const WITHOUT_TARGETS: Claim = {
  kind: 'nobody',
  why: 'The AWS Load Balancer Controller takes a Service of type external only with an annotation aws-load-balancer-nlb-target-type (ip or instance), and the cloud controller leaves it alone: the address stays pending.',
  field: TYPE,
};

/** Internal unless the scheme says otherwise, since release 2.2 ("secure by default"). */
function controllerOwned(service: ClusterService): Claim {
  return groupOf(service, explicitScheme(service) ?? 'internal');
}

function cloudOwned(facts: BalancerFacts): Claim {
  return { kind: 'facts', facts, read: facts.type === 'aws-nlb' ? READ_BY_CLOUD : [...READ_BY_CLOUD, PROXY] };
}

/** Target type and attributes of the target group (`pkg/service/model_build_target_group.go`). */
function withAttributes(service: ClusterService, scheme: BalancerFacts['scheme']): BalancerFacts {
  const isByPod = (targetType(service) ?? defaultTargets(service)) === 'ip';
  const attributes = attributesOf(service);
  const keeps = attributes.get(KEEPS_CLIENT);
  const speaks = service.annotations[PROXY] === '*' || attributes.get('proxy_protocol_v2.enabled') === 'true';
  return {
    ...NETWORK,
    targets: isByPod ? 'pod' : 'nodePort',
    preservesClient: keeps === 'true' ? 'always' : keeps === 'false' || isByPod ? 'exceptTcp' : 'always',
    proxyHeader: speaks ? 'v2' : 'none',
    scheme,
    checksNodesBy: isByPod ? 'targetPort' : 'nodePort',
  };
}

function targetType({ annotations }: ClusterService): 'ip' | 'instance' | null {
  const named = TARGETS.map((name) => annotations[name]).find((value) => value === 'ip' || value === 'instance');
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
    publishes: 'hostname',
  };
}

/** Annotations of the AWS Load Balancer Controller on a Network Load Balancer that the cloud controller makes: it reads none of them. */
export function ignoredOnAws(service: ClusterService): readonly string[] {
  if (service.annotations[TYPE] !== 'nlb' || service.spec.loadBalancerClass !== undefined) return [];
  return [...TARGETS, SCHEME, PROXY, ATTRIBUTES].filter((name) => name in service.annotations);
}

/** Old spellings, with what is written instead (AWS Load Balancer Controller, "Service annotations"). */
export function outdatedOnAws({
  annotations,
  spec,
}: ClusterService): readonly (readonly [name: string, instead: string])[] {
  if (spec.loadBalancerClass !== undefined && INTERNAL in annotations)
    return [[INTERNAL, `${SCHEME}: ${annotations[INTERNAL] === 'true' ? 'internal' : 'internet-facing'}`]];
  if (annotations[TYPE] === 'nlb-ip') return [[TYPE, `type external with ${TARGETS[0]}: ip`]];
  if (annotations[TYPE] === 'external' && INTERNAL in annotations) return [[INTERNAL, SCHEME]];
  return [];
}

/** TLS that the balancer ends itself: what comes behind it is not what the client sent. */
export const AWS_TLS = `${PREFIX}ssl-cert`;
