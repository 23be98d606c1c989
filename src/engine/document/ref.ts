import { parseIp } from '#net';
import type { Ref } from './scenario.ts';

const NAMESPACED: Readonly<Record<string, Ref['kind']>> = {
  pod: 'pod',
  po: 'pod',
  deployment: 'deployment',
  deploy: 'deployment',
  statefulset: 'statefulset',
  sts: 'statefulset',
  daemonset: 'daemonset',
  ds: 'daemonset',
  replicaset: 'replicaset',
  rs: 'replicaset',
  job: 'job',
  cronjob: 'cronjob',
  cj: 'cronjob',
  service: 'service',
  svc: 'service',
  gateway: 'gateway',
  gtw: 'gateway',
  ingress: 'ingress',
  ing: 'ingress',
  secret: 'secret',
};

/** Words that may begin a reference, the short ones of kubectl left out. */
export const REF_KINDS: readonly string[] = [...new Set(Object.values(NAMESPACED)), 'node', 'client', 'ip'];

/** Reads `pod/NS/NAME:CONTAINER`, `deployment/NS/NAME`, `node/NAME`, `client`, `client/IP` and so on; kubectl's short names too. `null` if it is none. */
export function parseRef(text: string): Ref | null {
  const [word = '', ...rest] = text.trim().split('/');
  if (word === 'client' && rest.length === 0) return { kind: 'client', namespace: null, name: '', container: null };
  if (word === 'client' || word === 'ip') {
    const address = rest.length === 1 ? parseIp(rest[0] ?? '') : null;
    return address === null ? null : { kind: word, namespace: null, name: address, container: null };
  }
  if (word === 'node') {
    const [name = ''] = rest;
    return rest.length === 1 && isName(name) ? { kind: 'node', namespace: null, name, container: null } : null;
  }
  const kind = Object.hasOwn(NAMESPACED, word) ? NAMESPACED[word] : undefined;
  const [namespace = '', last = ''] = rest;
  if (kind === undefined || rest.length !== 2) return null;
  const [name = '', container, ...more] = last.split(':');
  if (!isName(namespace) || !isName(name) || more.length > 0 || container === '') return null;
  return { kind, namespace, name, container: container ?? null };
}

/** The reference as `parseRef` reads it. */
export function printRef({ kind, namespace, name, container }: Ref): string {
  if (kind === 'client' && name === '') return 'client';
  const path = namespace === null ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
  return container === null ? path : `${path}:${container}`;
}

function isName(text: string): boolean {
  return text !== '' && !/[\s:/]/.test(text);
}
