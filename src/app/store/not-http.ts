import { type Loaded, spokenOn, type TargetChoice } from '#view';
import type { TypedRequest } from '#worker';
import { wayOf } from './request-text.ts';

/** A request as it is meant, and in one line what was made otherwise of it than it was typed; `null`: nothing. */
export interface Meant {
  readonly request: TypedRequest;
  readonly said: string | null;
}

/**
 * A bare `name:port` is no URL: where a Service says that the port is not for HTTP, or everybody knows it, an HTTP method
 * that was left standing becomes that port's protocol. With a scheme or headers it stays as it was typed.
 */
export function meant(request: TypedRequest, loaded: Pick<Loaded, 'targets'> | null): Meant {
  const bare = /^([^\s/:@]+|\[[^\]\s]+\]):(\d+)$/.exec(request.target.trim());
  if (!bare || wayOf(request.method) !== 'http' || request.more?.http !== undefined) return { request, said: null };
  const [, host = '', port = ''] = bare;
  const known = loaded?.targets.find(({ text }) => isPortOf(text, host, port));
  const isOther = spokenOn({ port: Number(port), protocol: 'TCP' }) === 'other';
  const method = known ? methodOf(known) : isOther ? 'TCP' : request.method;
  if (wayOf(method) === 'http') return { request, said: null };
  return {
    request: { ...request, method },
    said:
      `Sent over ${method}: port ${port} ${known ? `of ${known.label}` : ''}`.trimEnd() +
      ' is not for HTTP. For HTTP write http:// before it.',
  };
}

/** The fields after a change, with the method of a suggestion that was chosen. */
export function afterChoice(draft: TypedRequest, loaded: Pick<Loaded, 'targets'> | null): TypedRequest {
  const chosen = loaded?.targets.find(({ text }) => text === draft.target);
  if (!chosen || draft.more?.http !== undefined) return draft;
  const method = methodOf(chosen);
  return wayOf(method) === wayOf(draft.method) && wayOf(method) === 'http' ? draft : { ...draft, method };
}

/** How a suggested target is sent to: a URL over HTTP, anything else as it says, TCP where it says nothing. */
export function methodOf({ text, method }: Pick<TargetChoice, 'text' | 'method'>): string {
  return method ?? (/^https?:/i.test(text) ? 'GET' : 'TCP');
}

/** Whether a suggestion is the port of that host, which may be named shorter or longer than there. */
function isPortOf(text: string, host: string, port: string): boolean {
  const [, name = '', its = ''] = /^(?:[a-z]+:\/\/)?(.+?):(\d+)\/?$/i.exec(text) ?? [];
  return its === port && (name === host || name.startsWith(`${host}.`) || host.startsWith(`${name}.`));
}
