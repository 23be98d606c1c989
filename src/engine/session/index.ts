export { openSession, Session } from './session.ts';
export type { AdHoc, AdHocReading } from './ad-hoc.ts';
export { adHocOf, readAdHoc, requestOf } from './ad-hoc.ts';
export type { CommandReading } from './shell-command.ts';
export { readCommand, readCommandLine, requestOfCommand } from './shell-command.ts';
export { shellWords } from './shell-words.ts';
