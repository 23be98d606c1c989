import type { Session } from '#engine';

type Pod = Session['cluster']['pods'][number];

/** The device behind which a node finds a pod: an interface of its own, or a bridge that pods of the node share. */
export interface PodDevice {
  readonly kind: 'own' | 'bridge';
  readonly name: string;
}

/** As the engine says that the CNI names it, since rules may match it; `null` where that is chance or not modelled. */
export function podDevice(session: Session, pod: Pod): PodDevice | null {
  const name = deviceName(session, pod);
  if (name === null || !/^[\w.-]{1,15}$/.test(name) || /^(lo|eth\d+)$/.test(name)) return null;
  const isShared = session.cluster.pods.some(
    (other) => other !== pod && other.node === pod.node && deviceName(session, other) === name,
  );
  return { kind: isShared ? 'bridge' : 'own', name };
}

const asked = new WeakMap<Pod, string | null>();

function deviceName(session: Session, pod: Pod): string | null {
  const known = asked.get(pod);
  if (known !== undefined) return known;
  const route = session.output(`node/${pod.node}`, `ip route get ${pod.ip ?? ''}`) ?? '';
  const name = / dev (\S+)/.exec(route)?.[1] ?? null;
  asked.set(pod, name);
  return name;
}
