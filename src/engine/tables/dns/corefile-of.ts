import type { Cluster, ClusterPod } from '#cluster';
import type { ConfigMapObject, Json } from '#manifests';
import { refText } from '#manifests';
import { kubeadmCorefile } from './default-corefile.ts';

/** A Corefile and the ConfigMap it stands in; `null`: kubeadm's is assumed. */
export interface CorefileSource {
  readonly text: string;
  readonly configMap: ConfigMapObject | null;
}

/** The Corefile that a CoreDNS pod runs with: of a ConfigMap it mounts, else `kube-system/coredns`, else kubeadm's. */
export function corefileOf(cluster: Cluster, pod: ClusterPod): CorefileSource {
  const names = [...mountedConfigMaps(cluster, pod).map((name) => `${pod.namespace}/${name}`), 'kube-system/coredns'];
  for (const name of names) {
    const configMap = cluster.configMaps.get(name);
    const text = configMap?.data['Corefile'];
    if (configMap !== undefined && text !== undefined) return { text, configMap };
  }
  return { text: kubeadmCorefile(cluster.settings.domain), configMap: null };
}

/** Names of the ConfigMaps among the pod's volumes, read from the object as written. */
function mountedConfigMaps(cluster: Cluster, pod: ClusterPod): readonly string[] {
  const wanted = refText(pod.template.object);
  const object = cluster.manifests.find(({ ref }) => refText(ref) === wanted);
  if (object === undefined) return [];
  const volumes = at(object.raw, [...pod.template.path, 'spec', 'volumes']);
  return (Array.isArray(volumes) ? (volumes as readonly Json[]) : []).flatMap((volume) => {
    const name = at(volume, ['configMap', 'name']);
    return typeof name === 'string' ? [name] : [];
  });
}

function at(value: Json | undefined, path: readonly (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>((found, step) => {
    if (typeof found !== 'object' || found === null) return undefined;
    return Array.isArray(found)
      ? (found as readonly Json[])[Number(step)]
      : (found as { readonly [key: string]: Json })[step];
  }, value);
}
