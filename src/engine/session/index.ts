export { openSession, Session } from './session.ts';
export type { AdHoc } from './ad-hoc.ts';
export { requestOf } from './ad-hoc.ts';
export { requestOfCommand, shellWords } from './shell-command.ts';
