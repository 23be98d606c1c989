export { FAULT_TYPES } from './scenario.ts';
export { IPVS_SCHEDULERS } from './ipvs-schedulers.ts';
export type { IpvsScheduler } from './ipvs-schedulers.ts';
export type {
  AppInput,
  ClusterInput,
  CniMode,
  CniName,
  CommandExpectation,
  ConnectInput,
  DnsInput,
  Expect,
  Fault,
  FaultType,
  GrpcInput,
  HttpInput,
  LoadBalancerType,
  LocalDetectMode,
  ObjectExpectation,
  OutcomeWord,
  ReachabilityBlock,
  Ref,
  Request,
  Scenario,
  ScenarioReading,
  Sends,
  ServiceProxyMode,
} from './scenario.ts';
export { manifestPlace } from './manifest-parts.ts';
export type { ManifestPart } from './manifest-parts.ts';
export { commandPrefix, isCommandLine, SENDING_PROGRAMS } from './command-line.ts';
export type { SendingProgram } from './command-line.ts';
export { looksLikeDocument } from './looks-like-document.ts';
export { hasScenarioKey } from './scenario-key.ts';
export { isScenario, placeInScenario, readScenario, scenarioFromManifests } from './read-scenario.ts';
export { parseRef, printRef } from './ref.ts';
export { decodeLink, encodeLink } from './link.ts';
export type { LinkContent, LinkPosition, LinkReading } from './link.ts';
export { inBlockForm } from './block-form.ts';
export { copyItem, moveItem } from './move-item.ts';
export { patchScenario } from './patch-scenario.ts';
export type { Edit } from './patch-scenario.ts';
export { printRequest, printScenario, requestFields } from './print-scenario.ts';
export type { RequestFields, RequestMore } from './request-fields.ts';
export { redact } from './redact.ts';
export type { Redaction, Removed } from './redact.ts';
export { onlyRequest } from './only-request.ts';
export { partsAt, withoutRemarks } from './shorten.ts';
export { scenarioSchema } from './scenario-schema.ts';
