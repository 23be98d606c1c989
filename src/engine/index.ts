/**
 * The engine's door. `openSession(text)` reads a scenario or manifests and gives a Session that follows, spreads, prints
 * tables and judges who may talk to whom; links are encoded and decoded here, scenarios printed and patched.
 */
export {
  copyItem,
  decodeLink,
  encodeLink,
  inBlockForm,
  isScenario,
  manifestPlace,
  moveItem,
  onlyRequest,
  parseRef,
  patchScenario,
  printRef,
  printRequest,
  printScenario,
  readScenario,
  redact,
  requestFields,
  scenarioFromManifests,
  scenarioSchema,
  withoutRemarks,
} from '#document';
export type {
  Edit,
  LinkContent,
  LinkPosition,
  LinkReading,
  Redaction,
  Removed,
  ReachabilityBlock,
  Request,
  Scenario,
  ScenarioReading,
} from '#document';
export type { AdHoc, AdHocReading, CommandReading } from '#session';
export {
  adHocOf,
  Baseline,
  neededManifests,
  openSession,
  otherAnswer,
  readAdHoc,
  readCommand,
  readCommandLine,
  requestOf,
  requestOfCommand,
  sameHop,
  sameRun,
  Session,
  shellWords,
  stateSetting,
  underSetting,
} from '#session';
export { openModel, requestText } from '#model';
export { checkObjects, locate, objectAt, reindent, reindentText } from '#manifests';
export { completeNames, objectText, referencesOnLine, referencesTo } from '#cluster';
export { complete, completeManifest, describeField, describeManifestField, nearestWords } from '#source';
export type { Schema } from '#source';
export type { Problem } from '#source';
export type { Report } from '#verify';
export { printMarkdown, printMermaid, printTwin, textTwin } from '#diagnose';
export type { SampleWorkloads } from '#diagnose';
export type { Twin, TwinFacts, TwinLine, TwinSource } from '#diagnose';
