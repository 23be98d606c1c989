import type { PictureBalancer } from '#view';
import { CHARACTER, MEASURES } from './measures.ts';
import { wrapName } from './short-text.ts';

/** What a balancer's box says, broken into rows that fit: what stands there and whose it is; its address has one more. */
export interface BalancerRows {
  readonly head: readonly string[];
  readonly owner: readonly string[];
}

export function balancerRows({ balancer, title }: Pick<PictureBalancer, 'balancer' | 'title'>): BalancerRows {
  const width = MEASURES.balancer.w - 12;
  return {
    head: wrapName(balancer, Math.floor(width / CHARACTER.bold), 2),
    owner: ownerRows(title, Math.floor(width / CHARACTER.faint)),
  };
}

/** A name in as few rows as it needs: rather two with the Service's name alone than three. */
function ownerRows(service: string, most: number): readonly string[] {
  const tried = [
    wrapName(`of Service ${service}`, most, 2),
    wrapName(`of ${service}`, most, 2),
    wrapName(`of ${service}`, most, MOST_ROWS),
  ];
  return tried.find((rows) => !rows.some((row) => row.includes('…'))) ?? tried.at(-1) ?? [];
}

/** So many take the longest name that a Service may have. */
const MOST_ROWS = 5;

/** How high a box is for its rows, with one for the address, and one for the node that answers where its head is short. */
export function balancerHeight({ head, owner }: BalancerRows): number {
  const { line, frame, leastRows } = MEASURES.balancer;
  return frame + line * Math.max(leastRows, Math.max(2, head.length) + owner.length + 1);
}
