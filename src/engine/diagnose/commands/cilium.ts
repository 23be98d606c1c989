import type { Command, CommandPlace } from './command.ts';

const LIST = ['list', 'ls'];

/** `cilium-dbg bpf lb list` and `cilium-dbg service list` in a node's agent. Not modelled: their flags and other formats. */
export const ciliumDbg: Command = agentCommand('cilium-dbg');

/** The same under the name that it had before 1.15. */
export const cilium: Command = agentCommand('cilium');

function agentCommand(name: string): Command {
  return {
    name,
    print(words, place, { cluster, tables }) {
      const { ebpf, mode } = cluster.settings.serviceProxy;
      const node = nodeOf(place);
      const services = node === null ? null : tables.service.on(node);
      if (services === null || mode !== 'ebpf' || ebpf.by !== 'cilium') return null;
      const [first = '', second = '', third = ''] = words;
      if (words.length === 3 && first === 'bpf' && second === 'lb' && LIST.includes(third)) {
        return services.printMap('bpf lb list');
      }
      return words.length === 2 && first === 'service' && LIST.includes(second)
        ? services.printMap('service list')
        : null;
    },
  };
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
