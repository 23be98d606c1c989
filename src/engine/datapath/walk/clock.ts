import type { HopDraft } from '../flow.ts';

/**
 * Simulated milliseconds a hop takes by itself; what a station adds (time-outs, an application's latency) comes on top.
 * Not measured anywhere: orders of magnitude for a picture, half a millisecond between nodes and ten to the outside.
 */
export function hopMs(draft: HopDraft): number {
  switch (draft.kind) {
    case 'route':
      return draft.decision.to === 'outside' ? 5 : draft.decision.to === 'node' ? 0.3 : 0.02;
    case 'balance':
      return 0.5;
    case 'send':
      return draft.at?.place.kind === 'outside' ? 5 : 0.05;
    case 'proxy':
    case 'serve':
    case 'answer':
    case 'dns-answer':
      return 0.2;
    default:
      return 0.02;
  }
}
