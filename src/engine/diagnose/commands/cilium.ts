import { masqueradesByProgram } from '#cluster';
import { familyOf } from '#net';
import { natMapLines } from '#tables';
import type { Command, CommandPlace, CommandWorld } from './command.ts';
import { notWalked } from './command.ts';

const LIST = ['list', 'ls'];

/**
 * `cilium-dbg bpf lb list`, `service list`, `bpf egress list` and `bpf nat list` in a node's agent; the last with what the
 * scenario's requests leave there. Not modelled: their flags and other formats.
 */
export const ciliumDbg: Command = agentCommand('cilium-dbg');

/** The same under the name that it had before 1.15. */
export const cilium: Command = agentCommand('cilium');

function agentCommand(name: string): Command {
  return {
    name,
    print(words, place, world) {
      const node = nodeOf(place);
      if (node === null || world.cluster.settings.cni.name !== 'cilium') return null;
      const last = words.at(-1) ?? '';
      return LIST.includes(last) ? listed(words.slice(0, -1).join(' '), node, world) : null;
    },
  };
}

function listed(what: string, node: string, world: CommandWorld): string | null {
  const { ebpf, mode } = world.cluster.settings.serviceProxy;
  const services = mode === 'ebpf' && ebpf.by === 'cilium' ? world.tables.service.on(node) : null;
  switch (what) {
    case 'bpf lb':
      return services?.printMap('bpf lb list') ?? null;
    case 'service':
      return services?.printMap('service list') ?? null;
    case 'bpf egress':
      return world.tables.routes.egressList(node);
    case 'bpf nat':
      return services !== null || masqueradesByProgram(world.cluster) ? natList(node, world) : null;
    default:
      return null;
  }
}

/** Each family's map with an empty line behind it (cilium-dbg/cmd/bpf_nat_list.go). */
function natList(node: string, world: CommandWorld): string {
  const left = world.leftBehind(node);
  const maps = world.cluster.families
    .toSorted()
    .map((family) => left.natMap.filter(({ original }) => familyOf(original.src) === family).flatMap(natMapLines))
    .map((own) => `${own.map((line) => `${line}\n`).join('')}\n`);
  return `${notWalked(left)}${maps.join('')}`;
}

/** On a node, or in the agent's pod there. */
function nodeOf(place: CommandPlace): string | null {
  switch (place.kind) {
    case 'node':
      return place.node.name;
    case 'pod':
      return /cilium/.test(place.pod.name) && place.pod.hostNetwork ? place.pod.node : null;
    case 'kubectl':
      return null;
  }
}
