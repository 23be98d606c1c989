import type { Consulted, TableView } from '#trace';
import type { ServiceEndpoint } from './endpoints.ts';
import type { Opener } from './ebpf/frontend.ts';
import { bpfLbList, printFrontend, serviceList } from './ebpf/print.ts';
import { socketVerdict } from './ebpf/socket.ts';
import { ebpfRules } from './modes/ebpf.ts';
import { iptablesRules } from './modes/iptables.ts';
import { ipvsRules } from './modes/ipvs.ts';
import { nftablesRules } from './modes/nftables.ts';
import type { NodeView } from './node-view.ts';
import { tablesOfRefusal, tablesOfTranslation } from './print/consulted.ts';
import { printChain } from './print/iptables-view.ts';
import { printNftChain } from './print/nftables-view.ts';
import { printVirtualServer } from './print/ipvs-view.ts';
import type { FilterHook, NatHook, ProxyRules, Refusal, Seen, Translation } from './verdict.ts';

/** What kube-proxy has set up on one node. */
export interface NodeServices extends ProxyRules {
  /** In eBPF mode, before there is a packet: what the socket that is opened is connected to. */
  socket(packet: Seen, opener: Opener): Translation | Refusal | null;
  /** Which tables and rows a translation to that endpoint at that hook went through, in order. */
  readThrough(translation: Translation, endpoint: ServiceEndpoint, hook: NatHook): readonly Consulted[];
  readBy(refusal: Refusal, hook: FilterHook | 'nat' | 'socket'): readonly Consulted[];
  print(kind: 'iptables' | 'ipvs' | 'nftables' | 'bpf', name: string, row: string | null): TableView | null;
  /** In eBPF mode: the map of Services as Cilium's agent lists it. */
  printMap(as: 'bpf lb list' | 'service list'): string;
  readonly view: NodeView;
}

export function nodeServices(view: NodeView): NodeServices {
  return {
    ...rulesOf(view),
    view,
    socket: (packet, opener) =>
      view.cluster.settings.serviceProxy.mode === 'ebpf' ? socketVerdict(view, packet, opener) : null,
    readThrough: (translation, endpoint, hook) => tablesOfTranslation(view, translation, endpoint, hook),
    printMap: (as) => (as === 'service list' ? serviceList(view) : bpfLbList(view)),
    readBy: (refusal, hook) => tablesOfRefusal(view, refusal, hook),
    print: (kind, name, row) => {
      switch (kind) {
        case 'iptables':
          return printChain(view, name, row);
        case 'nftables':
          return printNftChain(view, name, row);
        case 'ipvs':
          return printVirtualServer(view, name, row);
        case 'bpf':
          return printFrontend(view, name, row);
      }
    },
  };
}

function rulesOf(view: NodeView): ProxyRules {
  switch (view.cluster.settings.serviceProxy.mode) {
    case 'iptables':
      return iptablesRules(view);
    case 'nftables':
      return nftablesRules(view);
    case 'ipvs':
      return ipvsRules(view);
    case 'ebpf':
      return ebpfRules(view);
  }
}
