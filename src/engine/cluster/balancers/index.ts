import { setting, written } from '../evidence.ts';
import type { ClusterService } from '../model.ts';
import type { Evidence } from '../origin.ts';
import type { Balancer, ClusterSettings, LoadBalancerSettings } from '../settings-model.ts';
import { aws, INTERNAL, networkBalancer, SCHEME } from './aws.ts';
import { azure } from './azure.ts';
import type { BalancerFacts, Claim, Provider } from './balancer.ts';
import type { Sign } from './beyond-layer-four.ts';
import { gcp, PASS_THROUGH } from './gcp.ts';
import { BGP, LAYER_2, metallb } from './metallb.ts';
import type { MetalObjects } from './metallb-objects.ts';
import { PLAIN_PROXY, proxying } from './proxying.ts';

/** Asked in this order whether a Service is theirs; the first that says so has it. */
const PROVIDERS: readonly Provider[] = [aws, gcp, azure, metallb, proxying];

/** Who answers a Service, or why nobody does; `null`: nobody, as the setting says. */
export type Answer =
  | {
      readonly kind: 'balancer';
      readonly balancer: Balancer;
      /** What of the Service's annotations would make it do more than the walk. */
      readonly signs: readonly Sign[];
    }
  | { readonly kind: 'nobody'; readonly why: string; readonly field: readonly (string | number)[] }
  | null;

/**
 * The balancer of one Service of type LoadBalancer. What the scenario states decides its kind; else the Service's class and
 * annotations where they name a provider; else the default. Annotations of that kind count in either case.
 */
export function balancerOf(service: ClusterService, settings: ClusterSettings, metal: MetalObjects | null): Answer {
  const isStated = settings.origins.get('loadBalancer')?.kind === 'scenario';
  const claimed = isStated ? null : claimedBy(service, settings, metal);
  if (claimed?.kind === 'nobody') return { kind: 'nobody', why: claimed.why, field: claimed.field };
  const claim = claimed ?? claimOf(settings, service);
  if (claim === null || claim.kind === 'nobody') return null;
  const named = [...evidenceOf(service, claim.read), ...unsaidScheme(service, claim)];
  const because = isStated || claimed === null ? [...named, setting({ settings }, 'loadBalancer')] : named;
  const facts = isStated ? asStated(claim, settings.loadBalancer) : claim.facts;
  return { kind: 'balancer', balancer: { ...facts, nodes: null, because }, signs: claim.signs };
}

function claimedBy(service: ClusterService, settings: ClusterSettings, metal: MetalObjects | null): Claim | null {
  const claim = firstClaim(service, settings);
  if (metal === null || (claim !== null && !(claim.kind === 'facts' && isMetal(claim.facts)))) return claim;
  const wanted = service.spec.loadBalancerClass ?? null;
  const isOwn = metal.serves === 'unsaid' ? claim !== null || wanted === null : wanted === metal.serves.class;
  if (isOwn) return claim ?? { kind: 'facts', facts: LAYER_2, read: [], signs: [] };
  return claim === null || metal.serves === 'unsaid' ? claim : leftByMetal(metal.serves.class);
}

/**
 * MetalLB in the manifests serves every Service of the class that its flag names, or of none without it
 * (`filterByLoadBalancerClass` in metallb/metallb `internal/k8s/controllers`); one that names it by annotation alone waits.
 */
function leftByMetal(served: string | null): Claim {
  const own =
    served === null
      ? 'no loadBalancerClass (it has no flag --lb-class)'
      : `loadBalancerClass ${served} (its flag --lb-class)`;
  const why = `MetalLB here serves Services with ${own}, which this one is not: the address stays pending.`;
  return { kind: 'nobody', why, field: ['spec', 'loadBalancerClass'] };
}

/** Whether MetalLB answers, in either mode. */
export function isMetal({ type }: Pick<Balancer, 'type'>): boolean {
  return type === 'metallb-l2' || type === 'metallb-bgp';
}

/** Annotations of the Service that some provider would read. */
export function providersRead(service: ClusterService, settings: ClusterSettings): readonly string[] {
  const read = PROVIDERS.flatMap((provider) => {
    const claim = provider(service, settings);
    return claim?.kind === 'facts' ? [...claim.read, ...claim.signs.map(({ annotation }) => annotation)] : [];
  });
  return [...new Set(read)].filter((name) => name in service.annotations);
}

function firstClaim(service: ClusterService, settings: ClusterSettings): Claim | null {
  for (const provider of PROVIDERS) {
    const claim = provider(service, settings);
    if (claim !== null) return claim;
  }
  return null;
}

/** What a balancer of that kind makes of the Service; `null` for none. */
function claimOf(settings: ClusterSettings, service: ClusterService): Claim | null {
  const { type } = settings.loadBalancer;
  const own = firstClaim(service, settings);
  if (own?.kind === 'facts' && own.facts.type === type) return own;
  switch (type) {
    case 'none':
      return null;
    case 'cloud':
      return proxying(service, settings) ?? PLAIN_PROXY;
    case 'aws-nlb':
      return networkBalancer(service);
    case 'gcp':
      return { kind: 'facts', facts: PASS_THROUGH, read: [], signs: [] };
    case 'metallb-l2':
      return { kind: 'facts', facts: LAYER_2, read: [], signs: [] };
    case 'metallb-bgp':
      return { kind: 'facts', facts: BGP, read: [], signs: [] };
  }
}

/** What the scenario states of `preservesClient` and `proxyProtocol` holds where no annotation says otherwise. */
function asStated(
  { facts, settled = [] }: Extract<Claim, { kind: 'facts' }>,
  { preservesClient, proxyProtocol }: LoadBalancerSettings,
): BalancerFacts {
  if (facts.targets === 'unchanged') return facts;
  const isSettled = preservesClient === null || settled.includes('preservesClient');
  return {
    ...facts,
    ...(isSettled ? {} : { preservesClient: preservesClient ? 'always' : 'never' }),
    ...(proxyProtocol && facts.proxyHeader === 'none'
      ? { proxyHeader: facts.type === 'aws-nlb' ? ('v2' as const) : ('v1' as const) }
      : {}),
  };
}

/** The scheme that a Service leaves out, where that is what makes its balancer internal. */
function unsaidScheme(
  { ref, annotations, origin }: ClusterService,
  { facts, read }: Extract<Claim, { kind: 'facts' }>,
): readonly Evidence[] {
  const isSaid = SCHEME in annotations || INTERNAL in annotations;
  return facts.scheme === 'internal' && read.includes(SCHEME) && !isSaid
    ? [{ object: ref, field: ['metadata', 'annotations', SCHEME], origin }]
    : [];
}

function evidenceOf({ ref, annotations, origin, spec }: ClusterService, read: readonly string[]): readonly Evidence[] {
  const ofClass = spec.loadBalancerClass === undefined ? [] : [written(ref, 'spec', 'loadBalancerClass')];
  const ofAnnotations = read
    .filter((name) => name in annotations)
    .map((name) => ({ object: ref, field: ['metadata', 'annotations', name], origin }));
  return [...ofClass, ...ofAnnotations];
}
