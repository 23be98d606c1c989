/**
 * The engine's door. `openSession(text)` reads a scenario or manifests and gives a Session that follows, spreads, prints
 * tables and judges who may talk to whom; links are encoded and decoded here too.
 */
export type { AdHoc } from '#session';
export { openSession, requestOf, requestText, Session } from '#session';
