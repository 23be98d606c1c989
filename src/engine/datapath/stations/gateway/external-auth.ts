import type { HttpRequest, HttpResponse } from '#net';
import { defaultPort, parseIp, parseWebUrl } from '#net';
import type { Flow, Seen, Step } from '../../flow.ts';
import type { OwnAnswer } from './answer.ts';
import { annotationEvidence } from './evidence.ts';
import { answerHere } from './located.ts';
import type { Located } from './request.ts';
import { fillIn } from './request.ts';
import { asksNobody, isExcused } from './access.ts';

/**
 * auth-url: asks the service first. 2xx lets the request on with the headers named, 401 and 403 end it, everything else
 * is 500 (nginx auth_request). `go` and `stop` say what then happens.
 */
export function askFirst(
  located: Located,
  flow: Flow,
  go: (headers: HttpResponse['headers'], flow: Flow) => Step,
  stop: (answer: OwnAnswer, flow: Flow) => Step,
): Step {
  const external = located.location.annotations.access.external;
  if (external === null || asksNobody(located) || isExcused(located)) return go({}, flow);
  const url = parseWebUrl(fillIn(external.url, located));
  const because = annotationEvidence(located.location, 'auth-url');
  const refuse = (status: number, why: string, headers: HttpResponse['headers']): OwnAnswer =>
    answerHere(located, {
      status,
      headers,
      reason:
        status === 403
          ? 'AccessDenied'
          : status === 500
            ? 'AuthenticationFailed'
            : status === 503
              ? 'InvalidAnnotation'
              : 'AuthenticationRequired',
      why,
      because,
    });
  if (url === null) return stop(refuse(503, `${external.url} is no URL`, {}), flow);
  const address = parseIp(url.host);
  return {
    then: 'open',
    why: 'subrequest',
    label: `authentication at ${url.host}`,
    hop: null,
    sending: {
      at: { place: { kind: 'pod', pod: located.visit.pod.key }, hook: 'send' },
      memory: flow.memory,
      elapsedMs: flow.elapsedMs,
      intent: {
        target:
          address === null
            ? { kind: 'name', name: `${url.host.replace(/\.$/, '')}.` }
            : { kind: 'address', ip: address, named: null },
        port: url.port ?? defaultPort(url.scheme),
        protocol: 'TCP',
        payload: { kind: 'http-request', request: subrequest(located, external.method, url) },
        tls: url.scheme === 'https' ? { sni: url.host, checks: null, clientCertificate: null, alpn: [] } : null,
        bytes: 512,
        question: null,
        via: null,
      },
    },
    resume: (seen) => {
      const after = { ...flow, memory: seen.memory };
      const response = responseOf(seen);
      if (response !== null && response.status >= 200 && response.status < 300) {
        const named = Object.entries(response.headers).filter(([name]) => external.responseHeaders.includes(name));
        return go(Object.fromEntries(named), after);
      }
      if (response?.status === 403) return stop(refuse(403, 'the authentication service says 403', {}), after);
      if (response?.status !== 401)
        return stop(refuse(500, `the authentication service gave ${response?.status ?? seen.word}`, {}), after);
      if (external.signin === null) return stop(refuse(401, 'the authentication service says 401', {}), after);
      const signin = { ...refuse(302, 'auth-signin', { location: signinUrl(located, external) }), reason: null };
      return stop(signin, after);
    },
  };
}

function responseOf(seen: Seen): HttpResponse | null {
  return seen.word === 'reply' && seen.payload?.kind === 'http-response' ? seen.payload.response : null;
}

function subrequest(
  located: Located,
  method: string,
  url: { readonly scheme: 'http' | 'https'; readonly host: string; readonly target: string },
): HttpRequest {
  const { request } = located;
  return {
    method,
    scheme: url.scheme,
    host: url.host,
    path: url.target,
    version: '1.1',
    headers: {
      ...request.headers,
      'x-original-url': `${located.scheme}://${request.host}${request.path}`,
      'x-original-method': request.method,
      'x-sent-from': 'nginx-ingress-controller',
      'x-real-ip': located.client,
      'x-forwarded-for': located.client,
      'x-auth-request-redirect': request.path,
    },
    bodyBytes: 0,
    grpc: null,
  };
}

/** The sign-in page gets the address asked for in a parameter, unless its own query names one. */
function signinUrl(
  located: Located,
  external: { readonly signin: string | null; readonly signinParameter: string },
): string {
  const page = fillIn(external.signin ?? '', located);
  if (['?', '&'].some((sign) => page.includes(`${sign}${external.signinParameter}=`))) return page;
  const back = `${located.accessScheme}://${located.request.host}${encodeURIComponent(located.request.path)}`;
  return `${page}${page.includes('?') ? '&' : '?'}${external.signinParameter}=${back}`;
}
