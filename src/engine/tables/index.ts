export type { Tables } from './tables.ts';
export { entryName, printTracked, trackedAs } from './conntrack/index.ts';
export type { ReplySeen, Tracked } from './conntrack/index.ts';
export type { NatMapEntry } from './nat-map/index.ts';
export { NAT_ROWS, natMapLines, natMapName, readNatMapName } from './nat-map/index.ts';
export {
  deviceWith,
  EGRESS_MAP,
  egressRow,
  localRoutes,
  nodeAddresses,
  nodeLinks,
  overlayPeers,
  podNetwork,
} from './routes/index.ts';
export { bestRoute, familyOfRoute, route6Text, routeText } from './routes/index.ts';
export type { EgressChoice, Link, Lost, Route, RouteDecision, RouteTableName, RouteTables } from './routes/index.ts';
export type {
  BalancerPort,
  EndpointSets,
  FilterHook,
  IpvsConnection,
  NatHook,
  NodeServices,
  Refusal,
  ServiceEndpoint,
  ServiceMatch,
  ServicePort,
  ServiceTables,
  Translation,
  Via,
} from './service/index.ts';
export {
  answerable,
  createPolicyIndex,
  declaredPorts,
  evidenceFor,
  labelOf,
  missText,
  partyAt,
  partyOf,
  peerMatches,
  podsPeerSelects,
  policyProblems,
  policyTableRef,
  portMatches,
  rowId,
} from './policy/index.ts';
export type {
  CompiledAdminPolicy,
  CompiledNetworkPolicy,
  Connection,
  Decision,
  Direction,
  Exemption,
  Judgement,
  Party,
  Peer,
  PeerMiss,
  PolicyIndex,
  PolicyObject,
  PolicySet,
  PortEntry,
  PortMiss,
  Rule,
  RuleMiss,
  RulePeer,
  Selector,
  Trial,
  Verdict,
} from './policy/index.ts';
export {
  CATCH_ALL,
  configuredCertificate,
  covers,
  DEFAULT_UPSTREAM,
  matchCertificate,
  fitsBlocked,
  matchLocation,
  matchServer,
  normalisePath,
  originFits,
  pathExpression,
  plainHost,
} from './ingress/index.ts';
export type {
  Annotations,
  Certificate,
  ControllerConfiguration,
  ControllerSettings,
  Cors,
  IngressTables,
  LocationMatch,
  Match,
  NginxConfiguration,
  NginxLocation,
  NginxServer,
  NginxUpstream,
  TrafficShaping,
  Unserved,
} from './ingress/index.ts';
export {
  absolute,
  fitInto,
  hostsFileLines,
  isValidName,
  joinNames,
  podHostsText,
  labelsOf,
  resolvConfText,
} from './dns/index.ts';
export type {
  Answered,
  Asking,
  DnsServer,
  DnsTables,
  HostsLine,
  OutsideAnswer,
  WrittenResolvConf,
} from './dns/index.ts';
export {
  endpointLack,
  printConnections,
  printServer,
  printServers,
  setText,
  translatesAt,
} from './service/index.ts';
export type { Hidden } from './node-rules/index.ts';
export { createTables } from './create.ts';
