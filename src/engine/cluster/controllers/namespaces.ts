import type { ManifestObject } from '#manifests';
import { derived, written } from '../evidence.ts';
import type { Controller } from '../draft.ts';
import type { ClusterNamespace } from '../model.ts';

const NAME_LABEL = 'kubernetes.io/metadata.name';
const ALWAYS = ['default', 'kube-system', 'kube-public', 'kube-node-lease'] as const;

/**
 * Namespaces exist if declared or used, and those that every cluster has do; each carries the label with its own name,
 * which the API server sets (NamespaceDefaultLabelName).
 */
export const namespaces: Controller = {
  name: 'namespaces',
  run(draft) {
    const found = new Map<string, ClusterNamespace>();
    for (const { ref, metadata } of draft.written.namespaces) {
      const labels = { ...metadata.labels, [NAME_LABEL]: ref.name };
      found.set(ref.name, { name: ref.name, labels, origin: { kind: 'written' } });
    }
    const exist = (name: string, user: ManifestObject | null): void => {
      if (found.has(name)) return;
      const from = user === null ? [] : [written(user.ref, 'metadata', 'namespace')];
      const { origin } = derived({ kind: 'Namespace', namespace: null, name }, ['metadata'], 'namespaces', from);
      found.set(name, { name, labels: { [NAME_LABEL]: name }, origin });
    };
    for (const object of draft.written.all) if (object.ref.namespace !== null) exist(object.ref.namespace, object);
    for (const name of ALWAYS) exist(name, null);
    for (const { object } of [...draft.workloadObjects, ...draft.serviceObjects])
      if (object.ref.namespace !== null) exist(object.ref.namespace, object);
    return { ...draft, namespaces: found };
  },
};
