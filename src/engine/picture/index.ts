export { findThings } from './find-things.ts';
export { pictureOf } from './picture.ts';
export { sendersOf } from './senders.ts';
export { settingsOf } from './settings.ts';
export { targetsOf } from './targets.ts';
export { thingOf } from './things.ts';
