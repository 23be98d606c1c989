import type { ObjectRef } from '#manifests';
import { refText } from '#manifests';
import type { Problem } from '#source';
import { problem } from '#source';
import { cniAgent, environment } from '../cni/agent.ts';
import { asksForNodePorts, ciliumConfig, replacesKubeProxy } from '../cni/cilium-config.ts';
import { written as writtenField } from '../evidence.ts';
import type { Evidence } from '../origin.ts';
import type { CniFacts } from '../settings-model.ts';
import type { Written } from '../written.ts';
import { calicoSettings, felixValue, isBpfEnabled, unreadFelix } from './calico.ts';
import { ciliumProblems, ciliumSettings } from './cilium.ts';
import { runsKubeProxy } from './kube-proxy.ts';
import type { EbpfSettings, ProxyReplacement } from './settings.ts';

export type { EbpfSettings, Forwarding, ProxyReplacement } from './settings.ts';

/** What the manifests say of eBPF programs in kube-proxy's place. */
export interface ReplacementReader {
  /** `null` where nothing in the manifests replaces kube-proxy. */
  readonly replacement: ProxyReplacement | null;
  /**
   * What asks for it where the configuration is not there: an egress policy, of an agent that needs it
   * (`asksForNodePorts`) and beside no kube-proxy.
   */
  impliedFor(cni: CniFacts): Evidence | null;
  /** The settings of that data plane, and the object they come from (`null`: its defaults). */
  settings(
    by: 'cilium' | 'calico',
    version: string | null,
  ): { readonly settings: EbpfSettings; readonly from: ObjectRef | null };
  /** What of it cannot be, or is not modelled, with that CNI. */
  problems(cni: CniFacts): readonly Problem[];
}

const FELIX = /projectcalico\.org$/;
const CALICO_NODE = /(?:^|\/)(?:calico\/node|calico-node|cnx-node)(?:[:@]|$)/;

/** cilium-config where only an egress policy tells of it: what that needs. */
const FOR_EGRESS = { 'enable-bpf-masquerade': 'true' } as const;

/**
 * `kube-proxy-replacement` in the ConfigMap cilium-config; `bpfEnabled` in the FelixConfiguration named default or
 * FELIX_BPFENABLED of calico-node. Not modelled: per-node configuration of either.
 */
export function proxyReplacement(written: Written): ReplacementReader {
  const agent = cniAgent(written);
  const config = ciliumConfig(written.configMaps);
  const egress =
    config === null
      ? (written.others.find(({ actualKind }) => actualKind === 'CiliumEgressGatewayPolicy') ?? null)
      : null;
  const felix = agent.resources('FelixConfiguration', FELIX).find(({ ref }) => ref.name === 'default') ?? null;
  const container = agent.container(CALICO_NODE);
  const value = felixValue(
    (name) => (container === null ? null : environment(container.container, name)),
    felix?.raw ?? null,
  );
  const calicoObject = felix?.ref ?? container?.workload.ref ?? null;
  const replacement = ((): ProxyReplacement | null => {
    if (config !== null && replacesKubeProxy(config.data))
      return { by: 'cilium', object: config.ref, field: ['data', 'kube-proxy-replacement'] };
    if (calicoObject === null || !isBpfEnabled(value)) return null;
    return felix !== null && calicoObject === felix.ref
      ? { by: 'calico', object: felix.ref, field: ['spec', 'bpfEnabled'] }
      : { by: 'calico', object: calicoObject, field: ['spec', 'template', 'spec', 'containers'] };
  })();
  return {
    replacement,
    impliedFor: (cni) => {
      const isAsked = egress !== null && cni.name === 'cilium' && asksForNodePorts(cni.version);
      return isAsked && !runsKubeProxy(written) ? writtenField(egress.ref, 'spec', 'egressGateway') : null;
    },
    settings: (by, version) =>
      by === 'cilium'
        ? {
            settings: ciliumSettings(config?.data ?? (egress === null ? {} : FOR_EGRESS), version),
            from: config?.ref ?? null,
          }
        : { settings: calicoSettings(value), from: calicoObject },
    problems: (cni) => [
      ...(config === null ? [] : ciliumProblems(config, cni)),
      ...(felix === null
        ? []
        : unreadFelix(felix.raw).map((key) =>
            problem('NotModelled', 'warning', `spec.${key} of a FelixConfiguration is not modelled.`, {
              object: refText(felix.ref),
              field: ['spec', key],
            }),
          )),
    ],
  };
}
