export type { NatMapEntry } from './entry.ts';
export { NAT_ROWS, natMapLines, natMapName, readNatMapName } from './entry.ts';
export { natMapView } from './view.ts';
