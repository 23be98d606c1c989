export { findThings } from './find-things.ts';
export { kernelStrip } from './kernel-strip.ts';
export { pictureOf } from './picture.ts';
export { sendersOf } from './senders.ts';
export { toBalancer, toIngress, toService } from './send-to.ts';
export { targetsOf } from './targets.ts';
export { thingOf } from './things.ts';
export { troubledIn } from './troubled.ts';
