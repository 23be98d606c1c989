import type { Possibility } from '#trace';
import { inEvery } from '../every.ts';
import { headerOf } from '../headers.ts';
import type { KeyJudge } from './key-judge.ts';

/** The parts of `Location`: the port is the effective one, the path comes without query and is empty where Location has none. */
interface Target {
  readonly scheme: string | null;
  readonly hostname: string | null;
  readonly port: number | null;
  readonly path: string;
}

/** Where a redirect points. A relative Location has a path only. */
export const judgeRedirect: KeyJudge<'redirect'> = (wanted, odds) => {
  const { scheme, hostname, port, path } = wanted;
  const part = (key: keyof Target, expected: string, fits: (target: Target) => boolean) =>
    inEvery(`redirect.${key}`, expected === '' ? 'an empty path' : expected, odds, (possibility) => {
      const location = locationOf(possibility);
      const target = location === null ? null : targetOf(location);
      return {
        holds: target !== null && fits(target),
        actual: location === null ? `no Location (${answerText(possibility)})` : `Location ${location}`,
      };
    });
  return [
    ...(scheme === undefined ? [] : part('scheme', scheme, (target) => target.scheme === scheme.toLowerCase())),
    ...(hostname === undefined
      ? []
      : part('hostname', hostname, (target) => target.hostname === hostname.toLowerCase())),
    ...(port === undefined ? [] : part('port', String(port), (target) => target.port === port)),
    ...(path === undefined ? [] : part('path', path, (target) => target.path === path)),
  ];
};

function locationOf({ response }: Possibility): string | null {
  return response === null ? null : headerOf(response.headers, 'location');
}

function answerText({ response, outcome }: Possibility): string {
  return response === null ? outcome.word : `status ${response.status}`;
}

/** Reads a Location, RFC 9110 section 10.2.2. */
export function targetOf(location: string): Target {
  const [, scheme, host, port, path = ''] =
    /^(?:([a-z][a-z0-9+.-]*):\/\/(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?)?([^?#]*)/i.exec(location) ?? [];
  if (scheme === undefined) return { scheme: null, hostname: null, port: null, path };
  const name = scheme.toLowerCase();
  const usual = name === 'https' ? 443 : name === 'http' ? 80 : null;
  return {
    scheme: name,
    hostname: (host ?? '').replace(/^\[|\]$/g, '').toLowerCase(),
    port: port === undefined ? usual : Number(port),
    path,
  };
}
