import { EGRESS_MAP } from '#tables';
import type { Fragment, Hop } from '#trace';
import { code } from './phrase.ts';
import { onNode, shell } from './shell.ts';

/** Whether Cilium's map of egress policies decided a hop, and not the routes. */
export function isByEgressMap({ kind, consulted }: Pick<Hop, 'kind' | 'consulted'>): boolean {
  return (
    (kind === 'route' || kind === 'stop') &&
    consulted.some(({ table }) => table.kind === 'bpf' && table.name === EGRESS_MAP)
  );
}

/** What prints a pod's entries in that map. */
export function egressCommand(node: string, pod: string): string {
  return onNode(node, shell`cilium-dbg bpf egress list | grep -F ${pod}`);
}

/** Under which name Cilium counts the drop (cilium/cilium pkg/monitor/api/drop.go). */
export function egressDrop(name: string): readonly Fragment[] {
  return [' Cilium counts it as a drop with the reason ', code(name), '.'];
}
