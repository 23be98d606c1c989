import type { AdHocReading, Request } from '#engine';
import {
  adHocOf,
  copyItem,
  moveItem,
  patchScenario,
  printRequest,
  readAdHoc,
  readCommandLine,
  readScenario,
  requestFields,
} from '#engine';
import { freeName } from './free-name.ts';
import type { Command, DocumentText } from './protocol.ts';
import type { RequestCheck, RequestEdit, RequestsEdited, TypedRequest } from './request-edit.ts';
import { joinScenario, splitScenario } from './scenario-text.ts';

type Fields = Readonly<Record<string, ReturnType<typeof requestFields>>>;

/** Edits the list of requests and nothing else of the text. */
export function editRequests(document: DocumentText, edit: RequestEdit): RequestsEdited {
  const text = joinScenario({ manifests: '', rest: document.rest });
  const { requests } = readScenario(text).scenario;
  const wrong = 'to' in edit ? wrongName(edit.to, edit.name, requests) : null;
  if (wrong !== null) return { kind: 'refused', sentence: wrong };
  const request = requests.find(({ name }) => name === edit.name);
  if (edit.kind === 'add') return added(text, requests, edit.name, edit.request);
  if (request === undefined) return { kind: 'refused', sentence: `The scenario has no request called ${edit.name}.` };
  const at = requests.indexOf(request);
  const index = Number(request.path.at(-1));
  switch (edit.kind) {
    case 'replace': {
      const { request: next, problems } = readAdHoc({ ...edit.request, name: edit.to.trim() });
      if (next === null) return { kind: 'refused', sentence: problems[0]?.sentence ?? 'It could not be sent.' };
      return editedBy(replaced(text, index, request, next), next.name);
    }
    case 'rename':
      return editedBy(patchScenario(text, ['requests', index, 'name'], edit.to.trim()), edit.to.trim());
    case 'duplicate': {
      const copy = copyItem(text, ['requests'], index);
      const stem = edit.name.replace(/ \d+$/, '');
      const to = freeName(stem, [stem, ...requests.map(({ name }) => name)]);
      return copy.kind === 'refused'
        ? editedBy(copy, null)
        : editedBy(patchScenario(copy.text, ['requests', index + 1, 'name'], to), to);
    }
    case 'move': {
      const neighbour = requests[at + edit.by];
      if (neighbour === undefined) return { kind: 'edited', rest: document.rest, show: null };
      return editedBy(moveItem(text, ['requests'], index, Number(neighbour.path.at(-1))), null);
    }
    case 'delete': {
      const neighbour = requests[at + 1] ?? requests[at - 1];
      return editedBy(patchScenario(text, ['requests', index], undefined), neighbour?.name ?? null);
    }
  }
}

/** Field by field, so that comments at those that stay are kept; as a whole where that cannot be. */
function replaced(text: string, index: number, before: Request, now: Request): ReturnType<typeof patchScenario> {
  const old = { ...Object(requestFields(before)) } as Fields;
  const next = { ...Object(requestFields(now)) } as Fields;
  let edited = text;
  for (const key of new Set([...Object.keys(next), ...Object.keys(old)])) {
    if (JSON.stringify(old[key]) === JSON.stringify(next[key])) continue;
    const edit = patchScenario(edited, ['requests', index, key], next[key]);
    if (edit.kind === 'refused') return patchScenario(text, ['requests', index], next);
    edited = edit.text;
  }
  return { kind: 'edited', text: edited };
}

function added(text: string, requests: readonly Request[], name: string, typed: TypedRequest): RequestsEdited {
  const wrong = wrongName(name, null, requests);
  if (wrong !== null) return { kind: 'refused', sentence: wrong };
  const { request, problems } = readAdHoc({ ...typed, name: name.trim() });
  if (request === null) return { kind: 'refused', sentence: problems[0]?.sentence ?? 'It could not be sent.' };
  return editedBy(patchScenario(text, ['requests', requests.length], requestFields(request)), request.name);
}

function editedBy(edit: ReturnType<typeof patchScenario>, show: string | null): RequestsEdited {
  if (edit.kind === 'refused') return { kind: 'refused', sentence: edit.problem.sentence };
  return { kind: 'edited', rest: splitScenario(edit.text)?.rest ?? edit.text, show };
}

function wrongName(to: string, own: string | null, requests: readonly Request[]): string | null {
  if (to.trim() === '') return 'A request needs a name.';
  if (to.trim() === own) return null;
  return requests.some(({ name }) => name === to.trim()) ? `Another request is already called ${to.trim()}.` : null;
}

/** Judges a request before it is saved; `own` is the name of the one that it would take the place of. */
export function checkRequest(
  document: DocumentText,
  request: TypedRequest,
  name: string,
  own: string | null,
): RequestCheck {
  const { requests } = readScenario(joinScenario({ manifests: '', rest: document.rest })).scenario;
  const wrong = wrongName(name, own, requests);
  const reading: AdHocReading = readAdHoc({ ...request, name: name.trim() });
  return {
    lines: reading.request === null ? '' : printRequest(reading.request),
    problems: [
      ...(wrong === null ? [] : [{ field: 'name', sentence: wrong }]),
      ...reading.problems.map(({ field, sentence }) => ({ field: (field ?? []).join('.'), sentence })),
    ],
  };
}

/** A command as the request bar holds it. */
export function readCommandText(line: string, from: string): Command {
  const reading = readCommandLine('', line, from);
  if ('sentence' in reading) return { kind: 'refused', sentence: reading.sentence };
  const { name: _, ...request } = adHocOf(reading.request);
  const { left } = reading;
  return {
    kind: 'understood',
    request,
    left: left.length === 0 ? null : `Left out, because no request can state it: ${left.join('; ')}.`,
  };
}
