import type { NodeView } from '../node-view.ts';
import type { ProxyRules } from '../verdict.ts';

/** Not modelled yet: a CNI's own Service datapath. Everything that a Service would take ends as unsupported. */
export function ebpfRules(view: NodeView): ProxyRules {
  return {
    translate(packet) {
      const match = view.match(packet) ?? view.index.owner(packet.dst);
      return match === null ? null : { kind: 'drop', reason: 'UnsupportedByProxy', match };
    },
    judge: () => null,
  };
}
