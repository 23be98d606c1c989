import type { Removed, Session } from '#engine';
import {
  decodeLink,
  encodeLink,
  neededManifests,
  onlyRequest,
  openSession,
  redact,
  type Request,
  sameHop,
  sameRun,
  withoutRemarks,
} from '#engine';
import type { DocumentText, Question } from './protocol.ts';
import { joinScenario, splitScenario } from './scenario-text.ts';
import type { Shared, ShareContent, SharedSecret, ShareHeld, ShareOffer, UncheckedLines } from './share-shape.ts';

/** A link below this length fits everywhere; shorter ones are not looked for. */
const SHORT_ENOUGH = 1_500;

/** What is shared of a document, `asked` being the name of its current request. */
export function shared(
  document: DocumentText,
  asked: string | null,
  how: Extract<Question, { readonly kind: 'share' }>,
): Shared {
  const cleaned = clean(document);
  const start = how.secrets === 'removed' ? cleaned : { ...cleaned, document };
  const run = asked === null ? null : runIn(document, asked);
  const name = asked === null || how.secrets === 'kept' ? asked : nameWithout(document, start.document, asked);
  const link = (one: DocumentText): string =>
    encodeLink(joinScenario(one), name === null ? null : { request: name, hop: hopIn(run, one, name, how.hop) });
  const { document: made, holds } = shortened(start.document, name, how.content, run) ?? {
    document: start.document,
    holds: 'everything',
  };
  const fragment = link(made);
  return {
    fragment,
    opens: decodeLink(fragment).kind === 'read' ? 'here' : 'nowhere',
    holds,
    document: made,
    scenario: joinScenario(made),
    secrets: cleaned.secrets,
    unchecked: cleaned.unchecked,
    runs: run === null || name === null ? 'nothing asked' : isSame(run, made, name) ? 'the same' : 'otherwise',
    offers:
      fragment.length < SHORT_ENOUGH && how.content === 'everything' ? [] : offers(start.document, name, run, link),
  };
}

interface Run {
  readonly session: Session;
  readonly request: Request;
}

function runIn(document: DocumentText, name: string): Run | null {
  const session = openSession(joinScenario(document));
  const request = session.request(name);
  return request === null ? null : { session, request };
}

/** A hop's key holds the names of requests that receivers send in turn, which may have lost a secret. */
function hopIn(run: Run | null, document: DocumentText, name: string, hop: string | null): string {
  if (run === null || hop === null || (run.request.name === name && run.request.then.length === 0)) return hop ?? '';
  const other = runIn(document, name);
  if (other === null) return '';
  return sameHop(run.session, other.session, run.request, other.request, hop) ?? '';
}

function isSame({ session, request }: Run, document: DocumentText, name: string): boolean {
  const other = runIn(document, name);
  return other !== null && sameRun(session, other.session, request, other.request);
}

function clean(document: DocumentText) {
  const manifests = redact(document.manifests);
  const rest = redact(document.rest);
  const secrets: readonly SharedSecret[] = [
    ...manifests.removed.map((one) => secretIn('manifests', one)),
    ...rest.removed.map((one) => secretIn('scenario', one)),
  ];
  const unchecked: readonly UncheckedLines[] = [
    ...manifests.unread.map((lines) => ({ source: 'manifests' as const, ...lines })),
    ...rest.unread.map((lines) => ({ source: 'scenario' as const, ...lines })),
  ];
  return { document: { manifests: manifests.text, rest: rest.text }, secrets, unchecked };
}

function secretIn(source: SharedSecret['source'], { what, object, field, named, line }: Removed): SharedSecret {
  const text = field.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return { source, what, object, field: text.replace(/^\./, ''), named, line };
}

/** A request may be called after a URL with a password in it. */
function nameWithout(before: DocumentText, after: DocumentText, name: string): string {
  const names = (one: DocumentText) =>
    openSession(joinScenario({ manifests: '', rest: one.rest })).scenario.requests.map((request) => request.name);
  return names(after)[names(before).indexOf(name)] ?? name;
}

interface Shortened {
  readonly document: DocumentText;
  readonly holds: ShareHeld;
}

/** `null` where the request would not run as it does here. */
function shortened(
  document: DocumentText,
  name: string | null,
  content: ShareContent,
  run: Run | null,
): Shortened | null {
  switch (content) {
    case 'everything':
      return { document, holds: content };
    case 'no remarks': {
      const short = { manifests: withoutRemarks(document.manifests), rest: withoutRemarks(document.rest) };
      return run === null || name === null || isSame(run, short, name) ? { document: short, holds: content } : null;
    }
    case 'what the request needs':
      return name === null || run === null ? null : neededOf(document, name, run);
  }
}

function neededOf(document: DocumentText, name: string, run: Run): Shortened | null {
  const here = runIn(document, name);
  if (here === null) return null;
  const rest = restOf(onlyRequest(joinScenario({ manifests: '', rest: document.rest }), name));
  const candidates: readonly { readonly manifests: string; readonly holds: ShareHeld }[] = [
    ...neededManifests(here.session, here.request).map((manifests) => ({
      manifests,
      holds: 'what the request needs' as const,
    })),
    { manifests: document.manifests, holds: 'the request and all objects' },
  ];
  for (const { manifests, holds } of candidates) {
    const short = { manifests: withoutRemarks(manifests), rest: withoutRemarks(rest) };
    if (isSame(run, short, name)) return { document: short, holds };
  }
  return null;
}

function restOf(text: string): string {
  return splitScenario(text)?.rest ?? text;
}

function offers(
  document: DocumentText,
  name: string | null,
  run: Run | null,
  link: (one: DocumentText) => string,
): readonly ShareOffer[] {
  const contents: readonly ShareContent[] = ['everything', 'no remarks', 'what the request needs'];
  return contents.flatMap((content) => {
    if (name === null && content === 'what the request needs') return [];
    const short = shortened(document, name, content, run);
    return [{ content, link: short === null ? null : { length: link(short.document).length, holds: short.holds } }];
  });
}
