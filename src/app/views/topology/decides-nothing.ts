import type { Hop } from '#view';

/** Policies speak of the packet here, and the CNI carries out none of them: what stands in them decides nothing. */
export function decidesNothing(hop: Hop): boolean {
  return hop.kind === 'judge' && hop.decision.tier === 'notEnforced';
}
