export { entryName, printTracked, trackedAs } from './entry.ts';
export type { ReplySeen, Tracked } from './entry.ts';
export { printConntrack } from './print.ts';
