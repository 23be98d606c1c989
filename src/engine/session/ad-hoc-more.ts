import type { Request, RequestMore } from '#document';
import { parseRef, readScenario, requestFields } from '#document';
import { parseIp } from '#net';
import type { FieldPath, Json, JsonObject, Problem } from '#source';
import { isJsonObject, problem } from '#source';

/**
 * A request with more stated of it, read by the scenario's own reader. Of the ways of sending only the request's own
 * counts; problems name their field from the request's root: `['http', 'version']`.
 */
export function mergeMore(
  base: Request,
  more: RequestMore,
): { readonly request: Request | null; readonly problems: readonly Problem[] } {
  const fields = requestFields(base);
  if (!isJsonObject(fields)) return { request: null, problems: [] };
  const { http, grpc, connect, dns, ...around } = more;
  const sent = { http, grpc, connect, dns }[base.sends.kind];
  const whole = { ...fields, ...around, [base.sends.kind]: { ...objectAt(fields, base.sends.kind), ...sent } };
  const { scenario, problems } = readScenario(JSON.stringify({ hopscope: 1, requests: [whole] }));
  const [request = null] = scenario.requests;
  return {
    request: request === null ? null : { ...request, path: [] },
    problems: [
      ...problems
        .filter(({ severity }) => severity === 'error')
        .map((one) => ({ ...one, place: null, field: (one.field ?? []).slice(2) })),
      ...(request === null ? [] : wordProblems(request)),
    ],
  };
}

function objectAt(fields: JsonObject, key: string): JsonObject {
  const value: Json | undefined = fields[key];
  return isJsonObject(value) ? value : {};
}

/** Values that the scenario's reader takes as plain text though no client could send them: a header without a name, an address that is none. */
function wordProblems({ sends, expect }: Request): readonly Problem[] {
  switch (sends.kind) {
    case 'http':
      return [
        ...headerProblems('http', sends.http.headers),
        ...addressProblems(['http', 'connectTo'], sends.http.connectTo),
        ...bytesProblems(sends.http.bodyBytes),
        ...statusProblems(expect?.status),
      ];
    case 'grpc':
      return [
        ...headerProblems('grpc', sends.grpc.headers),
        ...addressProblems(['grpc', 'connectTo'], sends.grpc.connectTo),
      ];
    case 'connect':
      return [];
    case 'dns':
      return sends.dns.server === undefined || parseIp(sends.dns.server) !== null
        ? []
        : [wrong(['dns', 'server'], `${sends.dns.server} is no address; a DNS server is named by its address.`)];
  }
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function headerProblems(way: string, headers: Readonly<Record<string, string>> | undefined): readonly Problem[] {
  return Object.entries(headers ?? {}).flatMap(([name, value]) => {
    const field = [way, 'headers', name];
    if (!TOKEN.test(name))
      return [wrong(field, `"${name}" is no name of a header: letters, digits and dashes, no blanks or colon.`)];
    return /[\r\n]/.test(value) ? [wrong(field, `The value of ${name} has a line break; a header is one line.`)] : [];
  });
}

function addressProblems(field: FieldPath, text: string | undefined): readonly Problem[] {
  if (text === undefined || parseRef(text) !== null || parseIp(text) !== null) return [];
  const host = /^(.+):(\d{1,5})$/.exec(text)?.[1]?.replace(/^\[|\]$/g, '');
  if (host !== undefined && parseIp(host) !== null) return [];
  return [wrong(field, `"${text}" is neither an address nor a reference: write 10.0.0.7:443 or service/NS/NAME.`)];
}

function bytesProblems(bytes: number | undefined): readonly Problem[] {
  return bytes === undefined || bytes >= 0
    ? []
    : [wrong(['http', 'bodyBytes'], 'A body has a whole number of bytes, 0 or more.')];
}

function statusProblems(status: number | readonly number[] | undefined): readonly Problem[] {
  const all = typeof status === 'number' ? [status] : (status ?? []);
  return all.every((one) => Number.isInteger(one) && one >= 100 && one <= 599)
    ? []
    : [wrong(['expect', 'status'], 'An HTTP status is between 100 and 599.')];
}

function wrong(field: FieldPath, sentence: string): Problem {
  return problem('InvalidField', 'error', sentence, { field });
}
