import type { Ref, Request } from '#document';
import { parseRef } from '#document';
import type { Problem } from '#source';
import { problem } from '#source';
import { readCurl } from './curl-command.ts';

/**
 * Reads `curl …` or `kubectl exec [-n NS] POD|KIND/NAME [-c CONTAINER] -- curl …`, already split into words. kubectl says
 * who sends; for a plain curl it is `from`.
 */
export function requestOfCommand(name: string, words: readonly string[], from: string | null): Request | Problem {
  const command = words[0] === 'kubectl' ? readExec(words.slice(1)) : { from, words };
  if ('code' in command) return command;
  const [program = '', ...rest] = command.words;
  if (program !== 'curl' && !program.endsWith('/curl'))
    return broken(
      `A command is curl, or kubectl exec … -- curl …; ${program === '' ? 'nothing stands there' : `${program} is not understood`}.`,
    );
  if (command.from === null) return broken('Say who sends: client, pod/NS/NAME, deployment/NS/NAME or node/NAME.');
  const sender = parseRef(command.from);
  if (sender === null)
    return problem(
      'InvalidReference',
      'error',
      `Nobody is called ${command.from}: write client, pod/NS/NAME, deployment/NS/NAME or node/NAME.`,
    );
  const http = readCurl(rest);
  if ('code' in http) return http;
  return plainRequest(name, sender, http);
}

function plainRequest(name: string, from: Ref, http: Extract<Request['sends'], { kind: 'http' }>['http']): Request {
  const sends = { kind: 'http', http } as const;
  return { name, from, sends, via: null, count: 1, sameConnection: false, then: [], expect: null, path: [] };
}

/** Splits a line into words as a POSIX shell does: quotes, backslashes, continued lines. Nothing is expanded. */
export function shellWords(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  const pattern = /\\\r?\n|\\([^])|'([^']*)'|"((?:[^"\\]|\\[^])*)"|(\s+)|([^\s\\'"]+)|([^])/g;
  for (const [, escaped, single, double, blank, plain, stray] of line.matchAll(pattern)) {
    if (blank !== undefined) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      const part = escaped ?? single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? plain ?? stray;
      if (part !== undefined) word = (word ?? '') + part;
    }
  }
  return word === null ? words : [...words, word];
}

function readExec(words: readonly string[]): { from: string; words: readonly string[] } | Problem {
  const end = words.indexOf('--');
  const own = end < 0 ? words : words.slice(0, end);
  if (!own.includes('exec')) return broken('Of kubectl only exec sends a request: kubectl exec NAME -- curl ….');
  if (end < 0) return broken('The command to run stands after --: kubectl exec NAME -- curl ….');
  let namespace = 'default';
  let container: string | null = null;
  let target: string | null = null;
  for (let at = 0; at < own.length; at++) {
    const [name, attached] = splitOption(own[at] ?? '');
    if (name === 'exec') continue;
    if (!name.startsWith('-')) target ??= name;
    else if (VALUES.has(name)) {
      const value = attached ?? own[++at] ?? '';
      if (name === '-n' || name === '--namespace') namespace = value;
      if (name === '-c' || name === '--container') container = value;
    } else if (!FLAGS.has(name)) return broken(`The kubectl option ${name} is not understood here.`);
  }
  if (target === null) return broken('kubectl exec needs the name of a pod, or KIND/NAME.');
  const [kind, name] = target.includes('/') ? target.split('/') : ['pod', target];
  const from = `${kind}/${namespace}/${name}${container === null ? '' : `:${container}`}`;
  return { from, words: words.slice(end + 1) };
}

const VALUES = new Set(['-n', '--namespace', '-c', '--container', '--context', '--kubeconfig', '--cluster', '--user']);
const FLAGS = new Set(['-i', '-t', '-it', '-ti', '--stdin', '--tty', '-q', '--quiet']);

/** `--namespace=shop` and `-nshop` apart. */
function splitOption(word: string): readonly [string, string?] {
  const long = /^(--[^=]+)=(.*)$/.exec(word);
  if (long !== null) return [long[1] ?? '', long[2] ?? ''];
  const short = /^(-[nc])(.+)$/.exec(word);
  return short === null ? [word] : [short[1] ?? '', short[2] ?? ''];
}

function broken(sentence: string): Problem {
  return problem('InvalidCommand', 'error', sentence);
}
