import type { ClusterInput, ServiceProxyMode } from '#document';
import { refText } from '#manifests';
import type { FieldPath, Problem } from '#source';
import { problem } from '#source';
import type { ProxyConfiguration } from './proxy-configuration.ts';

type Stated = NonNullable<ClusterInput['serviceProxy']>;
type ProxyKey = Exclude<keyof Stated, 'mode'>;

const KUBE_PROXY: readonly ServiceProxyMode[] = ['iptables', 'ipvs', 'nftables'];

/** Which modes read each setting of cluster.serviceProxy: what stands in kube-proxy's place has its own configuration. */
const READ_IN: Readonly<Record<ProxyKey, readonly ServiceProxyMode[]>> = {
  scheduler: ['ipvs'],
  masqueradeAll: KUBE_PROXY,
  localDetectMode: KUBE_PROXY,
  localhostNodePorts: ['iptables'],
};

function isProxyKey(key: string): key is ProxyKey {
  return Object.hasOwn(READ_IN, key);
}

const PROXY_KEYS = Object.keys(READ_IN).filter(isProxyKey);

/** Settings that the scenario states and that the mode does not read. */
export function notRead(own: ClusterInput['serviceProxy'], mode: ServiceProxyMode): readonly Problem[] {
  return PROXY_KEYS.filter((key) => own?.[key] !== undefined && !READ_IN[key].includes(mode)).map((key) => {
    const readers = READ_IN[key];
    const who = readers.length === 1 ? `${readers.join()} mode reads it` : `the modes ${readers.join(', ')} read it`;
    return noEffect(['serviceProxy', key], `has no effect: only ${who}, and this is ${mode}.`);
  });
}

/** Settings that the scenario states, and that kube-proxy's configuration in the manifests overrules with another value. */
export function overridden(input: ClusterInput, proxy: ProxyConfiguration): readonly Problem[] {
  const where = `kube-proxy's configuration in ${refText(proxy.object)}`;
  const { serviceProxy: own, nodePortAddresses } = input;
  const ofProxy = PROXY_KEYS.filter((key) => own?.[key] !== undefined && own[key] !== proxy[key]).map((key) =>
    noEffect(['serviceProxy', key], `is not used: ${where} wins, and there it is ${String(proxy[key])}.`),
  );
  const mode =
    own?.mode === undefined || own.mode === proxy.mode
      ? []
      : [noEffect(['serviceProxy'], `is not used: ${where} wins, and its mode is ${proxy.mode}.`)];
  const addresses = proxy.nodePortAddresses;
  const isOther = addresses !== null && [addresses].flat().join() !== (nodePortAddresses ?? []).join();
  const ports =
    nodePortAddresses === undefined || !isOther
      ? []
      : [
          noEffect(
            ['nodePortAddresses'],
            `is not used: ${where} wins, and there it is ${[addresses].flat().join(', ')}.`,
          ),
        ];
  return [...mode, ...ofProxy, ...ports];
}

function noEffect(keys: FieldPath, what: string): Problem {
  const field = ['cluster', ...keys];
  return problem('NoEffect', 'warning', `${field.join('.')} ${what}`, { field });
}
