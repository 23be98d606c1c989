/**
 * The engine's door. `openSession(text)` reads a scenario or manifests and gives a Session that follows, spreads, prints
 * tables and judges who may talk to whom; links are encoded and decoded here, scenarios printed and patched.
 */
export {
  decodeLink,
  encodeLink,
  isScenario,
  manifestPlace,
  parseRef,
  patchScenario,
  printRef,
  printRequest,
  printScenario,
  readScenario,
  requestFields,
  scenarioFromManifests,
} from '#document';
export type {
  Edit,
  LinkContent,
  LinkPosition,
  LinkReading,
  ReachabilityBlock,
  Request,
  Scenario,
  ScenarioReading,
} from '#document';
export type { AdHoc, AdHocReading, CommandReading } from '#session';
export {
  adHocOf,
  openSession,
  readAdHoc,
  readCommand,
  readCommandLine,
  requestOf,
  requestOfCommand,
  Session,
  shellWords,
} from '#session';
export { openModel, requestText } from '#model';
export { reindent, reindentText } from '#manifests';
export { nearestWords } from '#source';
export type { Problem } from '#source';
export type { Report } from '#verify';
export { printMarkdown, printMermaid, printTwin, textTwin } from '#diagnose';
export type { SampleWorkloads } from '#diagnose';
export type { Twin, TwinLine, TwinSource } from '#diagnose';
