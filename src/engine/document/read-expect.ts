import { isList, present, type Reader } from '#source';
import { needed, onlyKeys, readTexts } from './read-cluster.ts';
import type { Expect, OutcomeWord } from './scenario.ts';

export const OUTCOMES = ['delivered', 'answered', 'refused', 'timeout', 'unresolved', 'tlsError'] as const;
const LAYERS = ['client', 'dns', 'edge', 'gateway', 'service', 'policy', 'cni', 'node', 'pod'] as const;

const EXPECT = [
  'outcome',
  'status',
  'grpcStatus',
  'endpoints',
  'distinctBackends',
  'backend',
  'backends',
  'sourceSeen',
  'masqueraded',
  'upstream',
  'response',
  'redirect',
  'mirrored',
  'tls',
  'dns',
  'stoppedAt',
] as const satisfies readonly (keyof Expect)[];

/** `expect:` of a request, every key optional. */
export function readExpect(expect: Reader): Expect {
  onlyKeys(expect, EXPECT);
  return present<Expect>({
    outcome: readOutcome(expect),
    status: readNumbers(expect, 'status'),
    grpcStatus: isList(expect.value('grpcStatus')) ? expect.texts('grpcStatus') : expect.text('grpcStatus'),
    endpoints: readTexts(expect, 'endpoints'),
    distinctBackends: expect.number('distinctBackends'),
    backend: expect.text('backend'),
    backends: expect.has('backends') ? readShares(expect, 'backends') : undefined,
    sourceSeen: expect.text('sourceSeen'),
    masqueraded: expect.truth('masqueraded'),
    upstream: readUpstream(expect),
    response: readResponse(expect),
    redirect: readRedirect(expect),
    mirrored: readMirrored(expect),
    tls: readTls(expect),
    dns: readDns(expect),
    stoppedAt: readStop(expect),
  });
}

function readOutcome(expect: Reader): Expect['outcome'] {
  const value = expect.value('outcome');
  if (!isList(value)) return expect.oneOf('outcome', OUTCOMES);
  return expect.texts('outcome').flatMap((word, index): readonly OutcomeWord[] => {
    const known = OUTCOMES.find((one) => one === word);
    if (known === undefined) expect.unknownWord(expect.path('outcome', index), word, OUTCOMES);
    return known === undefined ? [] : [known];
  });
}

function readNumbers(object: Reader, key: string): number | readonly number[] | undefined {
  return isList(object.value(key)) ? object.numbers(key) : object.number(key);
}

/** A share is a number or a fraction such as `1/3`. */
function readShares(object: Reader, key: string): Readonly<Record<string, number | string>> {
  return object.mapOf(key, (shares, name) => {
    const value = shares.value(name);
    if (typeof value === 'number') return value;
    if (typeof value === 'string' && /^\d+\/[1-9]\d*$/.test(value)) return value;
    shares.wrong(name, 'a share, as 0.5 or 1/3', value ?? null);
    return 0;
  });
}

type Upstream = NonNullable<Expect['upstream']>;

function readUpstream(expect: Reader): Upstream | undefined {
  const upstream = expect.object('upstream');
  if (upstream === undefined) return undefined;
  onlyKeys(upstream, ['method', 'path', 'host', 'headers', 'absentHeaders', 'tls']);
  const tls = upstream.value('tls') === false ? undefined : upstream.object('tls');
  if (tls !== undefined) onlyKeys(tls, ['sni', 'clientCert']);
  return present<Upstream>({
    method: upstream.text('method'),
    path: upstream.text('path'),
    host: upstream.text('host'),
    headers: readHeaders(upstream),
    absentHeaders: readTexts(upstream, 'absentHeaders'),
    tls:
      upstream.value('tls') === false
        ? false
        : tls === undefined
          ? undefined
          : present<Exclude<Upstream['tls'], false | undefined>>({
              sni: tls.text('sni'),
              clientCert: tls.text('clientCert'),
            }),
  });
}

function readResponse(expect: Reader): Expect['response'] {
  const response = expect.object('response');
  if (response === undefined) return undefined;
  onlyKeys(response, ['headers', 'absentHeaders']);
  return present<NonNullable<Expect['response']>>({
    headers: readHeaders(response),
    absentHeaders: readTexts(response, 'absentHeaders'),
  });
}

function readHeaders(object: Reader): Readonly<Record<string, string | readonly string[]>> | undefined {
  if (!object.has('headers')) return undefined;
  return object.mapOf('headers', (headers, name) =>
    isList(headers.value(name)) ? headers.texts(name) : (headers.looseText(name) ?? ''),
  );
}

function readRedirect(expect: Reader): Expect['redirect'] {
  const redirect = expect.object('redirect');
  if (redirect === undefined) return undefined;
  onlyKeys(redirect, ['scheme', 'hostname', 'port', 'path']);
  return present<NonNullable<Expect['redirect']>>({
    scheme: redirect.text('scheme'),
    hostname: redirect.text('hostname'),
    port: redirect.number('port'),
    path: redirect.text('path'),
  });
}

function readMirrored(expect: Reader): Expect['mirrored'] {
  const value = expect.value('mirrored');
  if (value === undefined) return undefined;
  return typeof value === 'string' || isList(value) ? readTexts(expect, 'mirrored') : readShares(expect, 'mirrored');
}

function readTls(expect: Reader): Expect['tls'] {
  const tls = expect.object('tls');
  if (tls === undefined) return undefined;
  onlyKeys(tls, ['certificate']);
  return present<NonNullable<Expect['tls']>>({ certificate: tls.text('certificate') });
}

type Dns = NonNullable<Expect['dns']>;

function readDns(expect: Reader): Dns | undefined {
  const dns = expect.object('dns');
  if (dns === undefined) return undefined;
  onlyKeys(dns, ['rcode', 'answers', 'queries', 'servers', 'resolvConf']);
  const conf = dns.object('resolvConf');
  if (conf !== undefined) onlyKeys(conf, ['nameservers', 'searches', 'options']);
  return present<Dns>({
    rcode: dns.text('rcode'),
    answers: dns.has('answers') ? dns.objects('answers').map(readAnswer) : undefined,
    queries: readTexts(dns, 'queries'),
    servers: readTexts(dns, 'servers'),
    resolvConf:
      conf === undefined
        ? undefined
        : present<NonNullable<Dns['resolvConf']>>({
            nameservers: readTexts(conf, 'nameservers'),
            searches: readTexts(conf, 'searches'),
            options: readTexts(conf, 'options'),
          }),
  });
}

function readAnswer(answer: Reader): NonNullable<Dns['answers']>[number] {
  onlyKeys(answer, ['name', 'type', 'data', 'ttl']);
  return present<NonNullable<Dns['answers']>[number]>({
    name: answer.text('name'),
    type: answer.text('type'),
    data: answer.looseText('data'),
    ttl: answer.number('ttl'),
  });
}

function readStop(expect: Reader): Expect['stoppedAt'] {
  const stop = expect.object('stoppedAt');
  if (stop === undefined) return undefined;
  onlyKeys(stop, ['layer', 'reason', 'object']);
  return present<NonNullable<Expect['stoppedAt']>>({
    layer: stop.oneOf('layer', LAYERS),
    reason: stop.has('reason') ? needed(stop, 'reason') : undefined,
    object: stop.text('object'),
  });
}
