/** Part of the time between two hops that the packet rests before it moves on. */
const REST = 0.35;

/** How much of the way to the next hop is behind the packet at playhead `t`, from 0 to 1. */
export function movedAt(t: number): number {
  const moved = Math.max(0, (t - Math.floor(t + 1e-6) - REST) / (1 - REST));
  return moved * moved * (3 - 2 * moved);
}
