import type { IpvsScheduler, LocalDetectMode, ServiceProxyMode } from '#document';
import { IPVS_SCHEDULERS } from '#document';
import type { JsonObject, ObjectRef } from '#manifests';
import type { Cidr } from '#net';
import { parseCidr } from '#net';
import type { FieldPath, Problem, Severity } from '#source';
import { problem } from '#source';
import { refText } from '#manifests';
import type { Written } from '../written.ts';
import type { KernelTuning } from './proxy-kernel.ts';
import { kernelTuning, timeoutsNotShown } from './proxy-kernel.ts';
import type { ProxyCommandLine } from './proxy-flags.ts';
import { proxyCommandLine } from './proxy-flags.ts';
import type { Tell } from './proxy-refusals.ts';
import { refusedRanges } from './proxy-refusals.ts';
import { documentIn, textAt, textsAt, truthAt } from './raw.ts';

/** kube-proxy's own configuration as the manifests hold it (kubeproxy.config.k8s.io/v1alpha1, or flags), its defaults filled in. */
export interface ProxyConfiguration {
  readonly object: ObjectRef;
  /** Where in the object: empty for a KubeProxyConfiguration, `data.config.conf` for a ConfigMap, the container's command for flags. */
  readonly field: FieldPath;
  readonly mode: ServiceProxyMode;
  readonly scheduler: IpvsScheduler;
  readonly masqueradeAll: boolean;
  readonly localDetectMode: LocalDetectMode;
  /** `detectLocal.bridgeInterface` or `.interfaceNamePrefix`, whichever the mode reads. */
  readonly localInterface: string | null;
  readonly clusterCidrs: readonly Cidr[];
  readonly localhostNodePorts: boolean;
  readonly nodePortAddresses: 'primary' | readonly Cidr[] | null;
  readonly kernel: KernelTuning;
  readonly problems: readonly Problem[];
}

const MODES: readonly ServiceProxyMode[] = ['iptables', 'ipvs', 'nftables'];
/** Words that were once right: kube-proxy's own process carried the connections in mode userspace (KEP-2589). */
const GONE: Readonly<Record<string, string>> = {
  userspace: 'was removed in Kubernetes 1.26 and is not modelled. There are',
};
const DETECTORS: readonly LocalDetectMode[] = ['ClusterCIDR', 'NodeCIDR', 'BridgeInterface', 'InterfaceNamePrefix'];

/** Where the modes that look at interfaces have the name from. */
const INTERFACES: Readonly<Partial<Record<LocalDetectMode, string>>> = {
  BridgeInterface: 'bridgeInterface',
  InterfaceNamePrefix: 'interfaceNamePrefix',
};

/**
 * A KubeProxyConfiguration document, else the ConfigMap that kubeadm makes, else the flags that a kube-proxy is started with;
 * `null` if the manifests hold none of them.
 */
export function proxyConfiguration(written: Written): ProxyConfiguration | null {
  const own = written.proxyConfigurations[0];
  if (own !== undefined) return readConfiguration(own.raw, own.ref, []);
  for (const configMap of written.configMaps) {
    if (!configMap.ref.name.includes('kube-proxy')) continue;
    for (const key of Object.keys(configMap.data)) {
      const found = documentIn(configMap, key);
      if (found !== null && textAt(found, 'kind') === 'KubeProxyConfiguration')
        return readConfiguration(found, configMap.ref, ['data', key]);
    }
  }
  const line = proxyCommandLine(written);
  return line === null ? null : readCommandLine(line);
}

/** What is wrong with a flag stands at the command line: it has no fields of its own. */
function readCommandLine({ raw, object, field }: ProxyCommandLine): ProxyConfiguration {
  const found = readConfiguration(raw, object, field);
  return { ...found, problems: found.problems.map((one) => ({ ...one, field })) };
}

/**
 * An empty mode is iptables, an empty detectLocalMode ClusterCIDR. ClusterCIDR without a clusterCIDR has no detector
 * (cmd/kube-proxy/app/server_linux.go). masqueradeAll of ipvs stands under `iptables` (before it had a field of its own).
 */
function readConfiguration(raw: JsonObject, object: ObjectRef, field: FieldPath): ProxyConfiguration {
  const problems: Problem[] = [];
  const word = <Word extends string>(key: string, words: readonly Word[], otherwise: Word): Word => {
    const text = textAt(raw, key) ?? '';
    if (text === '') return otherwise;
    const found = words.find((one) => one === text);
    if (found !== undefined) return found;
    const sentence = `${key}: "${text}" ${GONE[text] ?? 'is not one of'} ${words.join(', ')}; ${otherwise} is taken.`;
    problems.push(problem('UnknownValue', 'error', sentence, { object: refText(object), field: [...field, key] }));
    return otherwise;
  };
  const mode = word('mode', MODES, 'iptables');
  const scheduler = schedulerIn(raw, mode, (severity, code, sentence) =>
    problems.push(
      problem(code, severity, sentence, { object: refText(object), field: [...field, 'ipvs', 'scheduler'] }),
    ),
  );
  const refused: Tell = (at, what, instead) =>
    problems.push(
      problem('InvalidValue', 'error', `${what}: kube-proxy does not start with it; ${instead}.`, {
        object: refText(object),
        field: [...field, ...at],
      }),
    );
  refusedRanges(raw, refused);
  for (const [at, key] of timeoutsNotShown(raw)) {
    const sentence = `conntrack.${key} changes nothing that is shown here: no time passes after an entry is made.`;
    problems.push(problem('NoEffect', 'info', sentence, { object: refText(object), field: [...field, ...at] }));
  }
  const detector = word('detectLocalMode', DETECTORS, 'ClusterCIDR');
  const clusterCidrs = (textAt(raw, 'clusterCIDR') ?? '').split(',').flatMap((text) => parseCidr(text) ?? []);
  const addresses = textsAt(raw, 'nodePortAddresses');
  const interfaceKey = INTERFACES[detector];
  const localInterface = interfaceKey === undefined ? null : (textAt(raw, 'detectLocal', interfaceKey) ?? '');
  if (interfaceKey !== undefined && localInterface === '') {
    const sentence = `detectLocalMode ${detector} needs detectLocal.${interfaceKey}: kube-proxy does not start without it. The name that the CNI usually gives is taken.`;
    problems.push(
      problem('MissingField', 'error', sentence, {
        object: refText(object),
        field: [...field, 'detectLocal', interfaceKey],
      }),
    );
  }
  return {
    object,
    field,
    mode,
    scheduler,
    masqueradeAll:
      truthAt(raw, mode === 'nftables' ? 'nftables' : 'iptables', 'masqueradeAll') ??
      truthAt(raw, 'linux', 'masqueradeAll') ??
      false,
    localDetectMode: detector === 'ClusterCIDR' && clusterCidrs.length === 0 ? 'none' : detector,
    localInterface: localInterface === '' ? null : localInterface,
    clusterCidrs,
    localhostNodePorts: truthAt(raw, 'iptables', 'localhostNodePorts') ?? true,
    nodePortAddresses:
      addresses.length === 0
        ? null
        : addresses.includes('primary')
          ? 'primary'
          : addresses.flatMap((text) => parseCidr(text) ?? []),
    kernel: kernelTuning(raw, mode, refused),
    problems,
  };
}

/**
 * In ipvs mode kube-proxy tries the scheduler on a virtual server of its own and does not start where the kernel has none of
 * that name (`CanUseIPVSProxier` in pkg/proxy/ipvs/proxier.go); in other modes it is not read.
 */
function schedulerIn(
  raw: JsonObject,
  mode: ServiceProxyMode,
  tell: (severity: Severity, code: string, sentence: string) => void,
): IpvsScheduler {
  const text = textAt(raw, 'ipvs', 'scheduler') || 'rr';
  const found = IPVS_SCHEDULERS.find((one) => one === text);
  if (mode !== 'ipvs') {
    if (text !== 'rr') tell('info', 'NoEffect', `ipvs.scheduler: "${text}" has no effect in mode ${mode}.`);
  } else if (found === undefined) {
    const words = IPVS_SCHEDULERS.join(', ');
    tell(
      'error',
      'UnknownValue',
      `ipvs.scheduler: "${text}" is no scheduler of the kernel (${words}): kube-proxy does not start with it. rr is taken.`,
    );
  }
  return found ?? 'rr';
}
