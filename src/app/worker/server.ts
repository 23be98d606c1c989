import { openSession, requestOf, type Session } from '#engine';
import type { Answers, Asked, DocumentText, Question, Sent, TypedRequest } from './protocol.ts';
import { joinScenario, withItem, withoutKey } from './scenario-text.ts';

/** Answers questions about the document that was loaded last. A thin adapter: whatever is decided, the engine decides. */
export function createServer(): (question: Question) => Answers[Question['kind']] {
  let session: Session | null = null;
  return (question) => {
    switch (question.kind) {
      case 'load':
        session = openSession(joinScenario(question.document), session);
        return session.loaded;
      case 'open':
        return partsOf(question.scenario);
      case 'ask':
        return session ? send(session, question.asked) : refused('Nothing is loaded yet.');
      case 'table':
        return session?.table(question.table, question.row) ?? null;
      case 'reach':
        return session?.reachAll(question.protocol, question.port) ?? null;
      case 'save':
        return saved(question.document, question.request, question.name).rest;
      case 'encode':
        return '#';
      case 'decode':
        return { kind: 'refused', sentence: 'Links cannot be read yet.' };
    }
  };
}

function partsOf(scenario: string): DocumentText {
  return { manifests: openSession(scenario).scenario.manifests, rest: withoutKey(scenario, 'manifests') };
}

function send(session: Session, asked: Asked): Sent {
  if (asked.kind === 'saved') {
    const request = session.request(asked.name);
    if (!request) return refused(`The scenario has no request called ${asked.name}.`);
    return { kind: 'answered', answer: session.ask(request) };
  }
  const request = requestOf({ ...asked.request, name: 'request' });
  return 'sentence' in request ? refused(request.sentence) : { kind: 'answered', answer: session.ask(request) };
}

function refused(sentence: string): Sent {
  return { kind: 'refused', sentence };
}

/** The document with a typed request among its requests; unchanged if the request means nothing. */
function saved(document: DocumentText, typed: TypedRequest, name: string): DocumentText {
  const request = requestOf({ ...typed, name });
  if ('sentence' in request) return document;
  const item = JSON.stringify({ name, from: typed.from, ...sendsOf(request) });
  return { ...document, rest: withItem(document.rest, 'requests', item) };
}

type Request = Extract<ReturnType<typeof requestOf>, { readonly sends: unknown }>;

function sendsOf({ sends }: Request): Readonly<Record<string, unknown>> {
  switch (sends.kind) {
    case 'http':
      return { http: sends.http };
    case 'grpc':
      return { grpc: sends.grpc };
    case 'connect':
      return { connect: sends.connect };
    case 'dns':
      return { dns: sends.dns };
  }
}
