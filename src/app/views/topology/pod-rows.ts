import type { PodItem } from './fold.ts';
import { CHARACTER } from './measures.ts';
import { podTitleRows, wrapName } from './short-text.ts';

/** What stands at the top of a box among the pods, in as many rows as it takes not to cut its name, if three do. */
export function podRows(item: PodItem, w: number): readonly string[] {
  switch (item.kind) {
    case 'pod':
      return podTitleRows(item.pod, w - 13);
    case 'stack':
    case 'fold':
      return wrapName(item.title, Math.floor((w - 14) / (CHARACTER.bold + 0.3)), 2);
  }
}
