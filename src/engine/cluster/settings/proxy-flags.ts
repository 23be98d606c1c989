import type { Container, JsonObject, ObjectRef } from '#manifests';
import type { FieldPath } from '#source';
import { flagsOf } from '../controllers/ingress-kinds.ts';
import type { Written } from '../written.ts';

/** The command line of a kube-proxy, and what it stands for as a configuration file. */
export interface ProxyCommandLine {
  readonly object: ObjectRef;
  /** The container's command or arguments. */
  readonly field: FieldPath;
  readonly raw: JsonObject;
}

/**
 * What the flags of a kube-proxy in the manifests say (`AddFlags` in cmd/kube-proxy/app/options.go), as kops and GKE start it;
 * `null` where none says anything. With `--config` the file alone counts (`Complete` there), and another cluster's
 * variables are not known, so that a flag with one of them says nothing.
 */
export function proxyCommandLine(written: Written): ProxyCommandLine | null {
  for (const { ref, template } of written.workloads) {
    const found = inContainers(template.spec.containers);
    if (found !== null) return { object: ref, ...found, field: ['spec', 'template', ...found.field] };
  }
  for (const { ref, spec } of written.pods) {
    const found = inContainers(spec.containers);
    if (found !== null) return { object: ref, ...found };
  }
  return null;
}

function inContainers(containers: readonly Container[]): Pick<ProxyCommandLine, 'field' | 'raw'> | null {
  for (const [index, container] of containers.entries()) {
    const raw = configurationOf(wordsOf(container));
    if (raw === null) continue;
    const key = container.command.length > 0 && hasFlags(container.command) ? 'command' : 'args';
    return { raw, field: ['spec', 'containers', index, key] };
  }
  return null;
}

/** A shell's one argument is taken apart at its blanks. */
function wordsOf({ command, args }: Container): readonly string[] {
  return [...command, ...args].flatMap((word) => word.split(/\s+/)).filter((word) => word !== '');
}

function hasFlags(words: readonly string[]): boolean {
  return words.some((word) => /(?:^|\s)--/.test(word));
}

function configurationOf(words: readonly string[]): JsonObject | null {
  const program = words.findIndex((word) => /^(?:\S*\/)?kube-proxy$/.test(word));
  if (program < 0) return null;
  const given = flagsOf(words.slice(program + 1).map(asValued));
  const flags = new Map(Object.entries(given).filter(([, value]) => !value.includes('$')));
  if (flags.has('config') || !READ.some((name) => flags.has(name))) return null;
  const text = (name: FlagName) => flags.get(name) ?? '';
  const texts = (section: Readonly<Partial<Record<FlagName, string>>>): JsonObject =>
    Object.fromEntries(
      READ.flatMap((name) => (flags.has(name) && section[name] !== undefined ? [[section[name], text(name)]] : [])),
    );
  const truth = (name: FlagName, key: string): JsonObject =>
    flags.has(name) ? { [key]: !/^(?:0|f|false)$/i.test(text(name)) } : {};
  const addresses = text('nodeport-addresses').split(',');
  return {
    mode: text('proxy-mode'),
    clusterCIDR: text('cluster-cidr'),
    detectLocalMode: text('detect-local-mode'),
    detectLocal: {
      bridgeInterface: text('pod-bridge-interface'),
      interfaceNamePrefix: text('pod-interface-name-prefix'),
    },
    ipvs: { scheduler: text('ipvs-scheduler') },
    iptables: {
      ...texts({ 'iptables-masquerade-bit': 'masqueradeBit' }),
      ...truth('iptables-localhost-nodeports', 'localhostNodePorts'),
    },
    linux: truth('masquerade-all', 'masqueradeAll'),
    conntrack: { ...truth('conntrack-tcp-be-liberal', 'tcpBeLiberal'), ...texts(TIMES) },
    nodePortAddresses: addresses.map((address) => address.trim()).filter((address) => address !== ''),
  };
}

/** Time-outs of conntrack, as the configuration file calls them. */
const TIMES = {
  'conntrack-tcp-timeout-established': 'tcpEstablishedTimeout',
  'conntrack-tcp-timeout-close-wait': 'tcpCloseWaitTimeout',
  'conntrack-udp-timeout': 'udpTimeout',
  'conntrack-udp-timeout-stream': 'udpStreamTimeout',
} as const;

const SWITCHES = ['masquerade-all', 'iptables-localhost-nodeports', 'conntrack-tcp-be-liberal'];

/** A switch takes no word of its own: what follows it is another argument. */
function asValued(word: string): string {
  return SWITCHES.includes(word.replace(/^--?/, '')) ? `${word}=true` : word;
}

const READ = [
  'proxy-mode',
  'cluster-cidr',
  'detect-local-mode',
  'pod-bridge-interface',
  'pod-interface-name-prefix',
  'ipvs-scheduler',
  'iptables-masquerade-bit',
  'iptables-localhost-nodeports',
  'masquerade-all',
  'nodeport-addresses',
  'conntrack-tcp-be-liberal',
  'conntrack-tcp-timeout-established',
  'conntrack-tcp-timeout-close-wait',
  'conntrack-udp-timeout',
  'conntrack-udp-timeout-stream',
] as const;
type FlagName = (typeof READ)[number];
