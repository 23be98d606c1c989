import type { Consulted } from '#trace';
import { hostPort } from '#net';
import type { ServiceEndpoint } from '../endpoints.ts';
import type { ServiceMatch } from '../match.ts';
import type { NodeView } from '../node-view.ts';
import type { Refusal, Translation } from '../verdict.ts';
import type { Side } from './backends.ts';
import { hasTwoScopes } from './backends.ts';
import { EVERY_ADDRESS } from './entry.ts';
import { frontendKey, inSlots } from './service-map.ts';

/** The frontend that was looked up and the slot that was taken. */
export function slotRead(view: NodeView, translation: Translation, endpoint: ServiceEndpoint): readonly Consulted[] {
  const slot = inSlots(translation.endpoints).indexOf(endpoint) + 1;
  return [entry(view, keyFor(view, translation.match, sideOf(translation)), `${slot}`)];
}

/** The entry that refused: the frontend without backends, or the wildcard of its address. */
export function refusalRead(view: NodeView, { match, reason }: Refusal, side: Side): readonly Consulted[] {
  if (match === null) return [];
  if (reason === 'NoRuleForPort') return [entry(view, `${hostPort(match.address, 0)}/ANY`, '0')];
  return [entry(view, keyFor(view, match, side), '0')];
}

function sideOf({ forwarding }: Translation): Side {
  return forwarding === undefined ? 'inside' : 'outside';
}

/** Sockets find the node ports of other nodes, and of loopback, by the entry for every address. */
function keyFor(view: NodeView, match: ServiceMatch, side: Side): string {
  const scope = side === 'inside' && hasTwoScopes(view, match) ? 'inside' : 'outside';
  return frontendKey(withEntry(view, match), scope);
}

function withEntry(view: NodeView, match: ServiceMatch): ServiceMatch {
  if (match.via !== 'nodePort' || view.takesNodePorts(match.address)) return match;
  return { ...match, address: EVERY_ADDRESS[match.port.family] };
}

function entry(view: NodeView, name: string, row: string): Consulted {
  return { table: { kind: 'bpf', at: view.node.name, name }, row };
}
