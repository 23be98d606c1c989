import { hopAt, hopIndex, useApp } from '#store';
import type { NodeInside, Stop } from '#view';

/** The hop where the packet is, as the page shows it everywhere. */
export function useHopKey(): string | null {
  return useApp((state) => hopAt(state.run.answer, hopIndex(state))?.key ?? null);
}

/** The stop of the node where the packet is; `null` if it is elsewhere. */
export function useStop(inside: NodeInside): Stop | null {
  const key = useHopKey();
  return key === null ? null : (inside.at[key] ?? null);
}
