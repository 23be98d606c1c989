import type { ServiceEndpoint, Translation } from '#tables';
import type { Flow, Memory } from '../../flow.ts';

/**
 * `service/NODE/SVCPORT/CLIENTIP`: the endpoint that this client is held to on that node. IPVS holds it for each virtual
 * server, so for each address and port dialled (`ip_vs_sched_persist`: a template of client, address and port).
 */
function affinityKey(flow: Flow, node: string, { heldBy, match, scheduler }: Translation): string {
  const { port, address, via } = match;
  const server = scheduler === undefined ? '' : `/${via} ${address}`;
  return `service/${node}/${port.title}/${port.port.protocol}${server}/${heldBy ?? flow.packet.src}`;
}

/** `service/NODE/held/ADDRESS/SVCPORT`: the endpoint that a scheduler keeps for an address dialled. */
function heldKey(node: string, { match }: Translation): string {
  const { port, address } = match;
  return `service/${node}/held/${address}/${port.title}/${port.port.protocol}`;
}

function turnKey(node: string, { match }: Translation): string {
  const { port, address } = match;
  return `service/${node}/turn/${address}/${port.title}/${port.port.protocol}`;
}

/** `service/NODE/connection/SVCPORT/…`: where conntrack sends the further requests of one connection, `null` for new connections. */
function connectionKey({ chance, pass, packet }: Flow, node: string, { match }: Translation): string | null {
  if (!chance.sameConnection || pass !== 'request') return null;
  const { port, address } = match;
  return `service/${node}/connection/${address}/${port.title}/${port.port.protocol}/${packet.src}/${packet.sport}`;
}

/** The one endpoint that conntrack, affinity, the scheduler or the turn leaves; `null` where chance decides. */
export function remembered(flow: Flow, node: string, translation: Translation): ServiceEndpoint | null {
  const { endpoints, match, scheduling } = translation;
  const connection = connectionKey(flow, node, translation);
  const connected = connection === null ? undefined : flow.memory.get(connection);
  const kept = endpoints.find(({ text }) => text === connected);
  if (kept !== undefined) return kept;
  if (match.port.affinitySeconds !== null || scheduling === 'source') {
    const held = flow.memory.get(affinityKey(flow, node, translation));
    const same = endpoints.find(({ text }) => text === held);
    if (same !== undefined) return same;
  }
  if (scheduling === 'destination') {
    const held = flow.memory.get(heldKey(node, translation));
    return endpoints.find(({ text }) => text === held) ?? null;
  }
  if (scheduling !== 'turn') return null;
  const last = endpoints.findIndex(({ text }) => text === flow.memory.get(turnKey(node, translation)));
  return last < 0 ? null : (endpoints[(last + 1) % endpoints.length] ?? null);
}

/** Memory after the choice. Not modelled: how long affinity lasts; requests of one run follow each other at once. */
export function remember(flow: Flow, node: string, translation: Translation, endpoint: ServiceEndpoint): Memory {
  const { match, scheduling } = translation;
  const memory = new Map(flow.memory);
  const connection = connectionKey(flow, node, translation);
  if (connection !== null) memory.set(connection, endpoint.text);
  if (match.port.affinitySeconds !== null || scheduling === 'source') {
    memory.set(affinityKey(flow, node, translation), endpoint.text);
  }
  if (scheduling === 'destination') memory.set(heldKey(node, translation), endpoint.text);
  if (scheduling === 'turn') memory.set(turnKey(node, translation), endpoint.text);
  return memory.size === flow.memory.size && match.port.affinitySeconds === null && scheduling === 'random'
    ? flow.memory
    : memory;
}
