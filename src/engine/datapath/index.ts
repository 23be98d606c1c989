export type {
  Branch,
  Chance,
  DnsQuestion,
  Draft,
  Flow,
  HopDraft,
  Intent,
  Memory,
  Nat,
  Seen,
  Sender,
  Sending,
  Station,
  Step,
  Target,
  World,
} from './flow.ts';
export { HOOKS, SENDERS } from './hooks.ts';
export type { Circumstances } from './walk/circumstances.ts';
export { draw, follow } from './walk/follow.ts';
export { CLIENT_IP, podLocation, senderLocation } from './walk/parties.ts';
export { placeText } from './walk/recorder.ts';
export { spread } from './walk/spread.ts';
