import type { Consulted, TableRef } from '#trace';
import type { ServiceEndpoint } from '../endpoints.ts';
import type { ServiceMatch } from '../match.ts';
import { refusalRead, slotRead } from '../ebpf/consulted.ts';
import { single } from '../iptables/rule.ts';
import { refusalRule, rulesRead } from '../ipvs/consulted.ts';
import { elementKey } from '../nftables/elements.ts';
import type { NodeView } from '../node-view.ts';
import { isGuarded } from '../node-view.ts';
import type { FilterHook, NatHook, Refusal, Translation } from '../verdict.ts';
import { endpointChain, nftName, portChain } from './chain-name.ts';

/** The rows that a packet on its way to that endpoint matched, in the order of the mode's own tables. */
export function tablesOfTranslation(
  view: NodeView,
  translation: Translation,
  endpoint: ServiceEndpoint,
  hook: NatHook,
): readonly Consulted[] {
  const node = view.node.name;
  const { match, set } = translation;
  const { port } = match;
  switch (view.cluster.settings.serviceProxy.mode) {
    case 'iptables': {
      const last = portChain(set === 'local' ? 'SVL' : 'SVC', port);
      const chains = [...entryChains(match), ...(match.via === 'clusterIP' ? [] : [portChain('EXT', port)]), last];
      return [...chains, endpointChain(port, endpoint)].flatMap((target, index, all) => {
        const name = all[index - 1];
        return name === undefined ? [] : [at('iptables', node, name, target)];
      });
    }
    case 'nftables': {
      const last = nftName(set === 'local' ? 'local' : 'service', port, null);
      const outside = at('nftables', node, nftName('external', port, null), externalRow(view, translation, last));
      return [
        at('nftables', node, match.via === 'nodePort' ? 'service-nodeports' : 'service-ips', nftKey(match)),
        ...(match.via === 'clusterIP' ? [] : [outside]),
        at('nftables', node, last, nftName('endpoint', port, endpoint)),
      ];
    }
    case 'ipvs':
      return [...rulesRead(view, translation, hook), at('ipvs', node, serverName(match), endpoint.text)];
    case 'ebpf':
      return slotRead(view, translation, endpoint);
  }
}

export function tablesOfRefusal(
  view: NodeView,
  refusal: Refusal,
  hook: FilterHook | 'nat' | 'socket',
): readonly Consulted[] {
  const node = view.node.name;
  const { kind, match, reason } = refusal;
  switch (view.cluster.settings.serviceProxy.mode) {
    case 'iptables': {
      if (match === null) return [];
      const chain =
        reason === 'SourceRangeDenied'
          ? 'KUBE-PROXY-FIREWALL'
          : match.via === 'clusterIP'
            ? 'filter KUBE-SERVICES'
            : 'KUBE-EXTERNAL-SERVICES';
      const to = match.via === 'nodePort' ? `${match.port.port.nodePort}` : single(match.address);
      return [at('iptables', node, chain, `${match.port.title} ${to}`)];
    }
    case 'nftables':
      if (match === null || reason === 'NoRuleForPort') return [at('nftables', node, 'cluster-ips-check', kind)];
      if (reason === 'SourceRangeDenied') return [at('nftables', node, nftName('firewall', match.port, null), 'drop')];
      return [
        at(
          'nftables',
          node,
          hook === 'input' && match.via === 'nodePort' ? 'no-endpoint-nodeports' : 'no-endpoint-services',
          nftKey(match),
        ),
      ];
    case 'ipvs':
      return match === null ? [] : [refusalRule(view, refusal, hook) ?? at('ipvs', node, serverName(match), null)];
    case 'ebpf':
      return refusalRead(view, refusal, hook === 'socket' ? 'inside' : 'outside');
  }
}

/** From PREROUTING to the Service's own chain. */
function entryChains(match: ServiceMatch): readonly string[] {
  if (match.via === 'nodePort') return ['KUBE-SERVICES', 'KUBE-NODEPORTS'];
  return isGuarded(match) ? ['KUBE-SERVICES', portChain('FW', match.port)] : ['KUBE-SERVICES'];
}

function nftKey({ via, port, address }: ServiceMatch): string {
  return elementKey(via, port, address);
}

/** Of the rules of `external-…` that go to one chain the one for pods stands before the one for the node itself. */
function externalRow(view: NodeView, { match, marked }: Translation, chain: string): string {
  return marked === 'nodeLocal' && view.detector(match.port.family) !== null ? `${chain}#2` : chain;
}

/** `TCP 10.96.0.10:80`: how a virtual server is named. */
export function serverName({ via, port, address }: ServiceMatch): string {
  const { protocol, nodePort, port: number } = port.port;
  return `${protocol} ${address} ${via === 'nodePort' ? nodePort : number}`;
}

function at(kind: TableRef['kind'], node: string, name: string, row: string | null): Consulted {
  return { table: { kind, at: node, name }, row };
}
