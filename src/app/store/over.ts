import type { Answer } from '#view';

/**
 * The hop where a step lands that goes over whatever the current connection opens: the next hop, in that direction, of
 * the same pass or of one it belongs to. Without one, the end of the run.
 */
export function hopOver(answer: Answer | null, from: number, by: 1 | -1): number {
  const hops = answer?.trace.hops ?? [];
  const here = hops[from]?.pass ?? '';
  for (let index = from + by; index >= 0 && index < hops.length; index += by) {
    const pass = hops[index]?.pass ?? '';
    if (!pass.startsWith(`${here}/`)) return index;
  }
  return by === 1 ? Math.max(0, hops.length - 1) : 0;
}

/** Whether the next hop belongs to something that the current connection opens. */
export function opensNext(answer: Answer | null, from: number): boolean {
  const hops = answer?.trace.hops ?? [];
  return hops[from + 1]?.pass.startsWith(`${hops[from]?.pass ?? ''}/`) ?? false;
}
