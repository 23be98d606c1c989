import type { ConfigMapObject, Container, OtherObject, WorkloadObject } from '#manifests';
import type { Written } from '../written.ts';

/** A view on the DaemonSets, ConfigMaps and custom resources of the manifests, as a CNI looks for its own. */
export interface CniAgent {
  /** The first DaemonSet with a container whose image matches, and that container. */
  container(image: RegExp): { readonly workload: WorkloadObject; readonly container: Container } | null;
  configMap(name: string): ConfigMapObject | null;
  readonly configMaps: readonly ConfigMapObject[];
  /** Custom resources of that kind, whatever their group's version. */
  resources(kind: string, group: RegExp): readonly OtherObject[];
}

export function cniAgent(written: Written): CniAgent {
  const daemonSets = written.workloads.filter(({ kind }) => kind === 'DaemonSet');
  return {
    container(image) {
      for (const workload of daemonSets) {
        const container = workload.template.spec.containers.find((one) => image.test(one.image));
        if (container !== undefined) return { workload, container };
      }
      return null;
    },
    configMaps: written.configMaps,
    configMap: (name) => written.configMaps.find(({ ref }) => ref.name === name) ?? null,
    resources: (kind, group) =>
      written.others.filter((object) => object.actualKind === kind && group.test(object.group)),
  };
}

/** The value of an environment variable, `null` if it is not set in the manifest. */
export function environment(container: Container, name: string): string | null {
  return container.env.find((variable) => variable.name === name)?.value ?? null;
}

/** The tag of an image, `null` for `latest` or none. */
export function imageTag(image: string): string | null {
  const tag = /:([^/:@]+)(?:@|$)/.exec(image)?.[1];
  return tag === undefined || tag === 'latest' ? null : tag;
}

/** A size in bytes as an agent's configuration writes it; 0 means "find out", so it is none. */
export function byteCount(text: string | null): number | null {
  const value = Number(text ?? '');
  return Number.isInteger(value) && value > 0 ? value : null;
}
