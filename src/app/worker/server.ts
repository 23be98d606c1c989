import {
  decodeLink,
  inBlockForm,
  isScenario,
  openModel,
  openSession,
  patchScenario,
  readScenario,
  requestFields,
  type Request,
  requestOf,
  Session,
} from '#engine';
import type { Model } from '#first';
import { Memory } from './others.ts';
import type { Answers, Asked, Decoded, DocumentText, Mending, Question, Sent } from './protocol.ts';
import type { TypedRequest } from './request-edit.ts';
import { checkRequest, editRequests, readCommandText } from './requests.ts';
import { joinScenario, splitScenario } from './scenario-text.ts';
import { withManifestFiles } from './manifest-files.ts';
import { twinText } from './twin.ts';
import { isScenarioUnreadable } from './unreadable.ts';
import { printedBy } from './printed.ts';
import { shared } from './share.ts';
import { waysOf } from './ways.ts';

/** A text whose model was made already, for its picture. */
export interface Drawn {
  readonly text: string;
  readonly model: Model;
}

export type Server = (question: Question) => Answers[Question['kind']] | Promise<Answers[Question['kind']]>;

/** Answers questions about the document that was loaded last. A thin adapter: whatever is decided, the engine decides. */
export function createServer(drawn: Drawn | null = null): Server {
  let session: Session | null = null;
  const memory = new Memory(requestIn);
  return (question) => {
    switch (question.kind) {
      case 'draw':
        return openModel(joinScenario(question.document)).loaded;
      case 'load': {
        const text = joinScenario(question.document);
        const fresh = session === null && drawn?.text === text;
        const opened = fresh ? new Session(drawn.model) : openSession(text, question.after === 'edit' ? session : null);
        const { loaded } = opened;
        // The page goes on showing what was loaded before, so that is also what answers.
        if (session !== null && question.after === 'edit' && isScenarioUnreadable(loaded.problems)) return loaded;
        session = opened;
        memory.loaded(session, text, question.after);
        return loaded;
      }
      case 'open':
        return partsOf(question.scenario);
      case 'open-files':
        return withManifestFiles(question.scenario, question.path, question.files, partsOf);
      case 'ask':
        return session ? send(session, question.asked) : refused('Nothing is loaded yet.');
      case 'table':
        return session?.table(question.table, question.row) ?? null;
      case 'reach':
        return session?.reachAll(question.protocol, question.port) ?? null;
      case 'save':
        return saved(question.document, question.request, question.name).rest;
      case 'decode':
        return decode(question.fragment);
      case 'command':
        return readCommandText(question.line, question.from);
      case 'edit-requests':
        return editRequests(question.document, question.edit);
      case 'check-request':
        return checkRequest(question.document, question.request, question.name, question.own);
      case 'ways':
        return session ? waysOf(session) : [];
      case 'thing':
        return session?.thing(question.ref) ?? null;
      case 'find':
        return session?.find(question.text) ?? { found: [], total: 0 };
      case 'check':
      case 'complete':
      case 'describe':
      case 'references':
      case 'uses': {
        const asked = session;
        return import('./language/answer.ts').then(({ answerEditor }) => answerEditor(question, asked));
      }
      case 'selects':
        return session?.selects(question.ref) ?? null;
      case 'inside': {
        const request = session ? requestIn(session, question.asked) : null;
        return session && request ? session.inside(request, question.node) : null;
      }
      case 'printed': {
        const request = session ? requestIn(session, question.asked) : null;
        return session && request ? printedBy(session, request, question) : null;
      }
      case 'changes':
      case 'other':
      case 'run':
      case 'state':
        return memory.answer(question, session);
      case 'share': {
        // A request that was only typed travels as one of the scenario's.
        const { document, asked } = question;
        const called = asked === null ? null : nameIn(asked);
        const whole = asked?.kind === 'typed' ? saved(document, asked.request, called ?? '') : document;
        return shared(whole, called, question);
      }
      case 'twin': {
        const sent = session ? send(session, question.asked) : null;
        return sent?.kind === 'answered' ? twinText(sent.answer) : null;
      }
      case 'mend':
        // Not what was loaded last: a key may have come since.
        return mended(openSession(joinScenario(question.document), session), question.mending);
    }
  };
}

function partsOf(text: string): DocumentText {
  if (!isScenario(text)) return { manifests: text, rest: '' };
  const parts = splitScenario(text);
  if (parts) return parts;
  const rest = patchScenario(text, ['manifests'], undefined);
  return {
    manifests: readScenario(text).scenario.manifests,
    rest: rest.kind === 'edited' ? inBlockForm(rest.text) : text,
  };
}

function send(session: Session, asked: Asked): Sent {
  const request = readAsked(session, asked);
  return 'sentence' in request ? refused(request.sentence) : { kind: 'answered', answer: session.ask(request) };
}

function requestIn(session: Session, asked: Asked): Request | null {
  const request = readAsked(session, asked);
  return 'sentence' in request ? null : request;
}

/** The request that is meant, or the sentence that says why there is none. */
function readAsked(session: Session, asked: Asked): Request | { readonly sentence: string } {
  if (asked.kind === 'typed') return requestOf({ ...asked.request, name: nameIn(asked) });
  const sentence = `The scenario has no request called ${asked.name}.`;
  return session.request(asked.name) ?? { sentence };
}

function refused(sentence: string): Sent {
  return { kind: 'refused', sentence };
}

/** The document with a typed request among its requests; unchanged if the request means nothing. */
function saved(document: DocumentText, typed: TypedRequest, name: string): DocumentText {
  const request = requestOf({ ...typed, name });
  if ('sentence' in request) return document;
  const rest = joinScenario({ manifests: '', rest: document.rest });
  const { requests } = readScenario(rest).scenario;
  const edit = patchScenario(rest, ['requests', requests.length], requestFields(request));
  return edit.kind === 'edited' ? { ...document, rest: splitScenario(edit.text)?.rest ?? edit.text } : document;
}

function decode(fragment: string): Decoded {
  const reading = decodeLink(fragment);
  if (reading.kind === 'refused') return { kind: 'refused', sentence: reading.problem.sentence };
  const { text, position } = reading.content;
  return {
    kind: 'opened',
    document: partsOf(text),
    place: { request: position?.request ?? null, hop: position?.hop ?? null },
  };
}

function mended(session: Session, mending: Mending): string | null {
  switch (mending) {
    case 'indentation':
      return session.reindented();
    case 'samples': {
      const samples = session.sampleWorkloads();
      return samples === null ? null : `${session.manifests.text.trimEnd()}\n${samples.text}`;
    }
  }
}

function nameIn(asked: Asked): string {
  return asked.kind === 'saved' ? asked.name : nameOf(asked.request);
}

/** What a typed request is called where it needs a name. */
function nameOf({ from, method, target }: TypedRequest): string {
  return `${method} ${target} from ${from}`;
}
