import { printMarkdown, printMermaid, printTwin, type Request, type Session, textTwin } from '#engine';
import { adHocRequest } from './ad-hoc-request.ts';
import { type Arguments, choiceOf, readArguments, UsageError, unknownWord } from './arguments.ts';
import { openFiles } from './open-file.ts';
import { type CommandResult, jsonText } from './output.ts';
import { redactedRun } from './redacted.ts';

const FORMATS = ['text', 'json', 'markdown', 'mermaid'] as const;

/** `trace FILE… (--request NAME | --from REF (--http URL | --connect HOST:PORT | --dns NAME | -- curl …)) [--format …] [--keep-secrets]`. */
export function trace(argv: readonly string[]): CommandResult {
  const given = readArguments(
    argv,
    ['request', 'from', 'http', 'connect', 'dns', 'format', 'keep-secrets'],
    ['keep-secrets'],
  );
  const format = choiceOf(given, 'format', FORMATS);
  if (given.words.length === 0) throw new UsageError('trace needs at least one file.');
  const saved = given.options.get('request');
  const adHoc = saved === undefined ? adHocRequest(given) : null;
  const { session, complaints } = openFiles(given.words);
  const request = adHoc?.request ?? savedRequest(session, saved ?? '', given);
  const isPassedOn = (format === 'markdown' || format === 'mermaid') && !given.options.has('keep-secrets');
  const from = adHoc === null ? 'file' : 'command line';
  const redacted = isPassedOn ? redactedRun(given.words, { session, request, from }) : null;
  const answer = redacted === null ? session.ask(request) : redacted.session.ask(redacted.request);
  const { word } = answer.trace.outcome;
  return {
    output: print(answer, format),
    complaints: [
      ...complaints,
      ...(adHoc?.left ?? []).map((one) => `Left out of the command: ${one}.`),
      ...[redacted?.sentence ?? []].flat(),
    ],
    exitCode: word === 'delivered' || word === 'answered' ? 0 : 1,
  };
}

function savedRequest(session: Session, name: string, given: Arguments): Request {
  const extra = ['from', 'http', 'connect', 'dns'].find((option) => given.options.has(option));
  if (extra !== undefined) throw new UsageError(`--request names a saved request; --${extra} does not go with it.`);
  if (given.rest !== null) throw new UsageError('--request names a saved request; a command does not go with it.');
  const request = session.request(name);
  if (request !== null) return request;
  const names = session.scenario.requests.map((one) => one.name);
  if (names.length === 0) throw new UsageError('No file holds a request; give --from and what is sent.');
  throw new UsageError(`${unknownWord('request', name, names)} There are: ${names.join(', ')}.`);
}

function print(answer: ReturnType<Session['ask']>, format: (typeof FORMATS)[number]): string {
  switch (format) {
    case 'text':
      return printTwin(textTwin(answer));
    case 'json':
      return jsonText(answer.trace);
    case 'markdown':
      return printMarkdown(textTwin(answer));
    case 'mermaid':
      return printMermaid(answer.trace, answer.hops);
  }
}
