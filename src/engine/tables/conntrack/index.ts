export { entryName, printTracked, trackedAs } from './entry.ts';
export type { Tracked } from './entry.ts';
export { printConntrack } from './print.ts';
