import type { Family } from '#net';
import type { NodeView } from '../node-view.ts';
import { ipWord } from './table.ts';

/** How the detector matches what pods send (`pkg/proxy/util/localdetector.go`), or what they do not; `null` without one. */
export function podSource(view: NodeView, family: Family, not: '' | '!= '): string | null {
  const detector = view.detector(family);
  if (detector === null) return null;
  const [block] = detector.blocks;
  if (block !== undefined) return `${ipWord(family)} saddr ${not}${block}`;
  return `iifname ${not}"${(detector.incoming ?? 'cali+').replace(/\+$/, '*')}"`;
}
