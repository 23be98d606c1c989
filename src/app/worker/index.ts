export { createWorkerClient } from './worker-client.ts';
export type { EngineClient } from './client.ts';
export type {
  Answers,
  Asked,
  Decoded,
  DocumentText,
  LinkPlace,
  Mending,
  Printed,
  Question,
  Result,
  Sent,
  WithFiles,
} from './protocol.ts';
export type { RequestCheck, RequestEdit, RequestsEdited, TypedRequest } from './request-edit.ts';
export type { Cursor, LanguageAnswers, LanguageQuestion, Link, PlacedObject, Uses } from './language/language.ts';
export type { OtherRun, Stated } from './other-run.ts';
export type { TwinText } from './twin.ts';
export { isScenarioUnreadable, unreadable } from './unreadable.ts';
export { freeName } from './free-name.ts';
export { joinFiles, type NamedText } from './join-files.ts';
export { joinScenario, splitScenario } from './scenario-text.ts';
export type { Shared, ShareContent, SharedSecret, ShareHeld, ShareOffer, UncheckedLines } from './share-shape.ts';
export { fetchPart, NotFetched } from './not-fetched.ts';
