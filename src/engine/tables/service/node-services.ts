import type { Consulted, TableView } from '#trace';
import type { ServiceEndpoint } from './endpoints.ts';
import { ebpfRules } from './modes/ebpf.ts';
import { iptablesRules } from './modes/iptables.ts';
import { ipvsRules } from './modes/ipvs.ts';
import { nftablesRules } from './modes/nftables.ts';
import type { NodeView } from './node-view.ts';
import { tablesOfRefusal, tablesOfTranslation } from './print/consulted.ts';
import { printChain } from './print/iptables-view.ts';
import { printNftChain } from './print/nftables-view.ts';
import { printVirtualServer } from './print/ipvs-view.ts';
import type { FilterHook, ProxyRules, Refusal, Translation } from './verdict.ts';

/** What kube-proxy has set up on one node. */
export interface NodeServices extends ProxyRules {
  /** Which tables and rows a translation to that endpoint went through, in order. */
  readThrough(translation: Translation, endpoint: ServiceEndpoint): readonly Consulted[];
  readBy(refusal: Refusal, hook: FilterHook | 'nat'): readonly Consulted[];
  print(kind: 'iptables' | 'ipvs' | 'nftables', name: string, row: string | null): TableView | null;
  readonly view: NodeView;
}

export function nodeServices(view: NodeView): NodeServices {
  return {
    ...rulesOf(view),
    view,
    readThrough: (translation, endpoint) => tablesOfTranslation(view, translation, endpoint),
    readBy: (refusal, hook) => tablesOfRefusal(view, refusal, hook),
    print: (kind, name, row) => {
      switch (kind) {
        case 'iptables':
          return printChain(view, name, row);
        case 'nftables':
          return printNftChain(view, name, row);
        case 'ipvs':
          return printVirtualServer(view, name, row);
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
