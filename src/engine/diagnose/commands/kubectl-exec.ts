import type { Cluster } from '#cluster';
import { resolveRef } from '#cluster';
import { parseRef } from '#document';
import type { CommandPlace } from './command.ts';

/** A command that kubectl runs in a pod: where, and what. */
export interface Exec {
  readonly place: CommandPlace;
  readonly run: string;
}

const WITH_VALUE = new Set(['-n', '--namespace', '-c', '--container']);
const ALONE = new Set(['-i', '-t', '-it', '-ti', '--stdin', '--tty', '-q', '--quiet']);

/**
 * `kubectl exec [-n NS] POD [-c CONTAINER] -- COMMAND …`, with `pod/NAME`, `deploy/NAME` and so on for the first pod of a
 * workload; `null` for other words or a pod that is not there. Not modelled: other subcommands of kubectl.
 */
export function readExec(words: readonly string[], cluster: Cluster): Exec | null {
  const end = words.indexOf('--');
  const [subcommand, ...before] = words.slice(0, end);
  const run = words.slice(end + 1).join(' ');
  if (subcommand !== 'exec' || end < 0 || run === '') return null;
  let namespace = 'default';
  let target: string | null = null;
  for (let at = 0; at < before.length; at++) {
    const word = before[at] ?? '';
    const [option = '', joined] = word.startsWith('--') ? word.split('=') : [word];
    if (WITH_VALUE.has(option)) {
      const value = joined ?? before[++at] ?? '';
      if (option === '-n' || option === '--namespace') namespace = value;
    } else if (!ALONE.has(word)) {
      if (target !== null || word.startsWith('-')) return null;
      target = word;
    }
  }
  return target === null ? null : inPod(cluster, namespace, target, run);
}

const KINDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    pod: 'pod',
    pods: 'pod',
    po: 'pod',
    deploy: 'deployment',
    deployment: 'deployment',
    sts: 'statefulset',
    statefulset: 'statefulset',
    ds: 'daemonset',
    daemonset: 'daemonset',
  }),
);

function inPod(cluster: Cluster, namespace: string, target: string, run: string): Exec | null {
  const [first = '', second] = target.split('/');
  const [kind, name] = second === undefined ? ['pod', first] : [KINDS.get(first), second];
  const ref = kind === undefined ? null : parseRef(`${kind}/${namespace}/${name}`);
  const found = ref === null ? null : resolveRef(cluster, ref);
  return found?.kind === 'pods' ? { place: { kind: 'pod', pod: found.pods[0] }, run } : null;
}
