import type { Cluster } from '#cluster';
import type { CniName, Scenario } from '#document';
import type { Json } from '#source';
import type { SettingChoice } from '#view';

type Input = Scenario['cluster'];

/** A value that can be stated for a setting, as the scenario's text has it. */
export interface StatedChoice extends SettingChoice {
  readonly value: Json;
}

/**
 * One key of `cluster:`: what it is called, what it is now, and which values can be chosen. `path` leads to it inside
 * `cluster:`; `short`: the key of the object for which a single word stands (`cni: flannel` for `{name: flannel}`).
 */
export interface SettingDefinition {
  readonly key: string;
  readonly label: string;
  readonly path: readonly [string] | readonly [string, string];
  readonly short: string | null;
  /** What is in force. */
  readonly value: (cluster: Cluster, input: Input) => string;
  readonly kind:
    | { readonly is: 'choice'; readonly choices: (cluster: Cluster) => readonly StatedChoice[] }
    | { readonly is: 'number'; readonly least: number; readonly most: number }
    | { readonly is: 'text' };
  /** Whether its other values are tried where an answer rests on it. */
  readonly tried: 'tried' | 'notTried';
  readonly note: string | null;
}

const words = (list: readonly string[]): readonly StatedChoice[] =>
  list.map((word) => ({ id: word, label: word, value: word }));

const YES_NO: readonly StatedChoice[] = [
  { id: 'yes', label: 'yes', value: true },
  { id: 'no', label: 'no', value: false },
];

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

const MODES: Readonly<Record<CniName, readonly string[]>> = {
  calico: ['vxlan', 'ipip', 'bgp'],
  cilium: ['vxlan', 'geneve', 'native'],
  flannel: ['vxlan', 'host-gw', 'ipip'],
  weave: ['vxlan'],
  kindnet: ['host-gw'],
  'aws-vpc': ['native'],
};

const EVERY: Readonly<Record<string, Json>> = { IPv4: '0.0.0.0/0', IPv6: '::/0' };

type Fields = Partial<Pick<SettingDefinition, 'kind' | 'tried' | 'note' | 'short'>>;

function setting(
  key: string,
  label: string,
  value: SettingDefinition['value'],
  fields: Fields = {},
): SettingDefinition {
  const [top = key, inner] = key.split('.');
  const path = inner === undefined ? ([top] as const) : ([top, inner] as const);
  return {
    key,
    label,
    path,
    value,
    short: SHORT[top] ?? null,
    kind: { is: 'text' },
    tried: 'notTried',
    note: null,
    ...fields,
  };
}

const SHORT: Readonly<Record<string, string>> = { cni: 'name', serviceProxy: 'mode', loadBalancer: 'type' };

function choice(choices: readonly StatedChoice[]): SettingDefinition['kind'] {
  return { is: 'choice', choices: () => choices };
}

const VERSIONS = ['1.35', '1.34', '1.33', '1.32', '1.31', '1.30', '1.29', '1.28', '1.27', '1.26', '1.25'];
/** The value of a setting that is too much for a line. */
export const AS_STATED = 'as stated';
const NO_EFFECT = 'It is read, but decides nothing here yet.';

/** Every key of `cluster:`, in the order of the form. Values that are not modelled cannot be chosen. */
export const SETTINGS: readonly SettingDefinition[] = [
  setting('cni', 'Pod network (CNI)', ({ settings }) => settings.cni.name, {
    kind: choice(words(['calico', 'cilium', 'flannel', 'weave', 'kindnet', 'aws-vpc'])),
    tried: 'tried',
  }),
  setting('cni.mode', 'Way between nodes', ({ settings }) => settings.cni.mode, {
    kind: {
      is: 'choice',
      choices: ({ settings: { cni } }) => words([...new Set([...MODES[cni.name], cni.mode])]),
    },
  }),
  setting(
    'cni.enforcesNetworkPolicy',
    'NetworkPolicy enforced',
    ({ settings }) => yesNo(settings.cni.enforcesNetworkPolicy),
    {
      kind: choice(YES_NO),
    },
  ),
  setting('cni.mtu', 'MTU of pods, bytes', ({ settings }) => String(settings.cni.mtu), {
    kind: { is: 'number', least: 576, most: 9216 },
  }),
  setting('cni.version', 'Version of the CNI', ({ settings }) => settings.cni.version ?? 'a current one'),
  setting('serviceProxy', 'kube-proxy mode', ({ settings }) => settings.serviceProxy.mode, {
    kind: choice(words(['iptables', 'ipvs', 'nftables', 'ebpf'])),
    tried: 'tried',
    note: 'ebpf: programs of Cilium or Calico in kube-proxy’s place.',
  }),
  setting(
    'serviceProxy.localDetectMode',
    'Pods are known by',
    ({ settings }) => settings.serviceProxy.localDetectMode,
    {
      kind: choice(words(['ClusterCIDR', 'NodeCIDR', 'BridgeInterface', 'InterfaceNamePrefix', 'none'])),
      tried: 'tried',
    },
  ),
  setting(
    'serviceProxy.masqueradeAll',
    'Masquerade everything',
    ({ settings }) => yesNo(settings.serviceProxy.masqueradeAll),
    {
      kind: choice(YES_NO),
    },
  ),
  setting('nodePortAddresses', 'Node ports are open on', nodePortsOn, {
    kind: {
      is: 'choice',
      choices: ({ families }) => [
        { id: 'every address', label: 'every address', value: families.map((family) => EVERY[family] ?? null) },
        { id: 'primary', label: 'the first address of a node', value: 'primary' },
      ],
    },
    tried: 'tried',
  }),
  setting(
    'serviceProxy.localhostNodePorts',
    'Node ports on localhost',
    ({ settings }) => yesNo(settings.serviceProxy.localhostNodePorts),
    {
      kind: choice(YES_NO),
    },
  ),
  setting('serviceProxy.scheduler', 'Scheduler of ipvs', ({ settings }) => settings.serviceProxy.scheduler),
  setting(
    'nodePortRange',
    'Node ports',
    ({ settings: { nodePortRange } }) => `${nodePortRange.first}-${nodePortRange.last}`,
  ),
  setting('loadBalancer', 'Load balancer', ({ settings }) => settings.loadBalancer.type, {
    kind: choice(words(['cloud', 'aws-nlb', 'gcp', 'metallb-l2', 'metallb-bgp', 'none'])),
    tried: 'tried',
  }),
  setting(
    'loadBalancer.preservesClient',
    'It keeps the client’s address',
    ({ settings: { loadBalancer } }) => yesNo(loadBalancer.preservesClient ?? loadBalancer.type !== 'cloud'),
    {
      kind: choice(YES_NO),
    },
  ),
  setting(
    'loadBalancer.proxyProtocol',
    'It speaks PROXY protocol',
    ({ settings }) => yesNo(settings.loadBalancer.proxyProtocol),
    {
      kind: choice(YES_NO),
    },
  ),
  setting('ingressControllers', 'Ingress controller', ingressController, {
    kind: choice([
      {
        id: 'ingress-nginx',
        label: 'ingress-nginx, class nginx',
        value: [{ controller: 'k8s.io/ingress-nginx', class: 'nginx' }],
      },
      { id: 'none', label: 'none', value: [] },
    ]),
    tried: 'tried',
  }),
  setting('secrets', 'A TLS Secret that is not there', ({ settings }) => settings.secrets, {
    kind: choice([
      { id: 'assumed', label: 'taken to exist', value: 'assumed' },
      { id: 'asWritten', label: 'does not exist', value: 'asWritten' },
    ]),
    tried: 'tried',
  }),
  setting('dns.nodeLocalCache', 'DNS cache on every node', ({ settings }) => yesNo(settings.dns.nodeLocalCache), {
    kind: choice(YES_NO),
    tried: 'tried',
  }),
  setting('dns.forward', 'Names outside are asked of', ({ settings }) => settings.dns.forward.join(', ')),
  setting('dns.nodeResolvConf', 'resolv.conf of the nodes', ({ settings }) =>
    settings.dns.nodeResolvConf.nameservers.join(', '),
  ),
  setting('domain', 'Cluster domain', ({ settings }) => settings.domain),
  setting('version', 'Kubernetes', ({ settings: { version } }) => `${version.major}.${version.minor}`, {
    kind: choice(words(VERSIONS)),
  }),
  setting('podCIDR', 'Addresses of pods', ({ settings }) => settings.podCidrs.join(', ')),
  setting('serviceCIDR', 'Addresses of Services', ({ settings }) => settings.serviceCidrs.join(', ')),
  setting('nodes', 'Nodes', ({ nodes }) => nodes.map(({ name }) => name).join(', ')),
  setting('apps', 'How workloads answer', (_, { apps }) => Object.keys(apps ?? {}).join(', ') || 'with 200'),
  setting('external', 'The world outside', (_, { external }) =>
    external === undefined ? 'any host; of names, those that an Ingress or Gateway serves' : AS_STATED,
  ),
  setting('seed', 'Seed of every choice', ({ settings }) => String(settings.seed), {
    kind: { is: 'number', least: 1, most: 999_999 },
  }),
  setting('gatewayControllers', 'Gateway controllers', (_, { gatewayControllers }) => statedOrNot(gatewayControllers), {
    note: NO_EFFECT,
  }),
  setting('mesh', 'Service mesh', (_, { mesh }) => mesh?.kind ?? 'none', { note: NO_EFFECT }),
];

function nodePortsOn({ settings: { serviceProxy } }: Cluster): string {
  const { nodePortAddresses } = serviceProxy;
  if (nodePortAddresses === 'primary') return 'primary';
  const isEvery = nodePortAddresses.length === 0 || nodePortAddresses.some((block) => block.endsWith('/0'));
  return isEvery ? 'every address' : nodePortAddresses.join(', ');
}

function ingressController(_: Cluster, { ingressControllers }: Input): string {
  if (ingressControllers === undefined) return 'ingress-nginx if needed';
  const [first, ...more] = ingressControllers;
  if (first === undefined) return 'none';
  const isNginx = first.controller === 'k8s.io/ingress-nginx' && (first.class ?? 'nginx') === 'nginx';
  return more.length === 0 && isNginx && first.default !== true
    ? 'ingress-nginx'
    : ingressControllers.map(({ controller }) => controller).join(', ');
}

function statedOrNot(value: readonly unknown[] | undefined): string {
  return value === undefined ? 'one for every class' : value.length === 0 ? 'none' : AS_STATED;
}
