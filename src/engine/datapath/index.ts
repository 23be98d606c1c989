export type { World } from './flow.ts';
export type { Circumstances } from './walk/circumstances.ts';
export { follow } from './walk/follow.ts';
export { podLocation } from './walk/parties.ts';
export { spread } from './walk/spread.ts';
