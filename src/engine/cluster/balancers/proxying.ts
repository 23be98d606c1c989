import type { ClusterService } from '../model.ts';
import type { BalancerFacts, Claim, Provider } from './balancer.ts';
import type { Sign } from './beyond-layer-four.ts';

/** A proxy for TCP with connections of its own to node ports. */
export const PROXYING: BalancerFacts = {
  type: 'cloud',
  name: 'cloud balancer',
  targets: 'nodePort',
  preservesClient: 'never',
  proxyHeader: 'none',
  scheme: 'internet',
  checksNodesBy: 'notSaid',
  rangesAnnotation: 'read',
  whenAllFail: 'toNone',
  keepsClients: 'never',
  publishes: 'address',
};

const DIGITAL_OCEAN = 'service.beta.kubernetes.io/do-loadbalancer-';
const HETZNER = 'load-balancer.hetzner.cloud/';
const OPENSTACK = 'loadbalancer.openstack.org/';
const OPENSTACK_INTERNAL = 'service.beta.kubernetes.io/openstack-internal-load-balancer';
const ORACLE = 'service.beta.kubernetes.io/oci-load-balancer-';

/** A provider whose balancer is a proxy, with its own list of annotations. */
interface ProxyProvider {
  readonly name: string;
  /** Annotations that begin so name it. */
  readonly prefixes: readonly string[];
  /** Puts a PROXY header in front of every connection. */
  readonly speaking: string | null;
  /** Keeps the balancer inside. */
  readonly internal: string | null;
  readonly signs: readonly Sign[];
  readonly keepsClients: BalancerFacts['keepsClients'];
}

const PROVIDERS: readonly ProxyProvider[] = [
  {
    name: 'DigitalOcean Load Balancer',
    prefixes: [DIGITAL_OCEAN],
    speaking: `${DIGITAL_OCEAN}enable-proxy-protocol`,
    internal: null,
    signs: [
      { annotation: `${DIGITAL_OCEAN}certificate-id`, kind: 'tls', ports: `${DIGITAL_OCEAN}tls-ports` },
      { annotation: `${DIGITAL_OCEAN}protocol`, kind: 'http', values: /^http/i },
    ],
    keepsClients: 'never',
  },
  {
    name: 'Hetzner Load Balancer',
    prefixes: [HETZNER],
    speaking: `${HETZNER}uses-proxyprotocol`,
    internal: null,
    signs: [
      { annotation: `${HETZNER}http-certificates`, kind: 'tls' },
      { annotation: `${HETZNER}protocol`, kind: 'http', values: /^http/i },
    ],
    keepsClients: 'never',
  },
  {
    name: 'OpenStack Octavia',
    prefixes: [OPENSTACK, OPENSTACK_INTERNAL],
    speaking: `${OPENSTACK}proxy-protocol`,
    internal: OPENSTACK_INTERNAL,
    signs: [
      { annotation: `${OPENSTACK}default-tls-container-ref`, kind: 'tls' },
      { annotation: `${OPENSTACK}x-forwarded-for`, kind: 'http', values: /^true$/i },
    ],
    // SOURCE_IP of the pool (`buildPoolCreateOpt` in cloud-provider-openstack, pkg/openstack/loadbalancer.go).
    keepsClients: 'byAffinity',
  },
  {
    name: 'Oracle Cloud Load Balancer',
    prefixes: [ORACLE],
    speaking: null,
    internal: `${ORACLE}internal`,
    signs: [{ annotation: `${ORACLE}tls-secret`, kind: 'tls', ports: `${ORACLE}ssl-ports` }],
    // `validateService` in oci-cloud-controller-manager, pkg/cloudprovider/providers/oci/load_balancer_spec.go.
    keepsClients: 'refused',
  },
];

/** Other providers whose balancer is a proxy, by the prefix of their annotations. */
export const proxying: Provider = ({ annotations }) => {
  const names = Object.keys(annotations);
  const known = PROVIDERS.find(({ prefixes }) =>
    prefixes.some((prefix) => names.some((name) => name.startsWith(prefix))),
  );
  return known === undefined ? null : claimOf(known, annotations);
};

/** A balancer of that kind of which no more is known. */
export const PLAIN_PROXY: Claim = { kind: 'facts', facts: PROXYING, read: [], signs: [] };

function claimOf(
  { name, speaking, internal, signs, keepsClients }: ProxyProvider,
  annotations: ClusterService['annotations'],
): Claim {
  const valueOf = (annotation: string | null) => (annotation === null ? undefined : annotations[annotation]);
  const speaks = valueOf(speaking);
  return {
    kind: 'facts',
    read: [speaking, internal].filter((one) => one !== null).filter((one) => one in annotations),
    signs,
    facts: {
      ...PROXYING,
      name,
      keepsClients,
      proxyHeader: speaks === 'true' || speaks === 'v1' ? 'v1' : 'none',
      scheme: valueOf(internal) === 'true' ? 'internal' : 'internet',
    },
  };
}
