import { parseWebUrl } from '#net';
import { present, type Reader } from '#source';
import { looseLabels, needed, onlyKeys } from './read-cluster.ts';
import { readExpect } from './read-expect.ts';
import { parseRef, REF_KINDS } from './ref.ts';
import type { ConnectInput, DnsInput, GrpcInput, HttpInput, Ref, Request, Sends } from './scenario.ts';

const REQUEST = ['name', 'from', 'http', 'grpc', 'connect', 'dns', 'via', 'count', 'sameConnection', 'then', 'expect'];
const SENDS = ['http', 'grpc', 'connect', 'dns'] as const;

/** The requests of a list. One that says no way of sending is reported and left out; names are unique within the list. */
export function readRequests(parent: Reader, key: 'requests' | 'then'): readonly Request[] {
  const names = new Set<string>();
  return parent.objects(key).flatMap((request, index) => {
    onlyKeys(request, REQUEST);
    const name = request.looseText('name') ?? `request ${index + 1}`;
    if (!request.has('name')) needed(request, 'name');
    if (names.has(name))
      request.report('DuplicateName', 'error', request.path('name'), `Another request is already named ${name}.`);
    names.add(name);
    const sends = readSends(request);
    const from = readSender(request, key);
    const via = readVia(request);
    const then = readRequests(request, 'then');
    const expect = request.object('expect');
    const rest = {
      count: atLeastOne(request, 'count'),
      sameConnection: request.truth('sameConnection') ?? false,
      expect: expect === undefined ? null : readExpect(expect),
      path: request.path(),
    };
    return sends === null ? [] : [{ name, from, sends, via, then, ...rest }];
  });
}

/** A reference that has to be one; what is none is reported with the words it may begin with. */
export function readRef(object: Reader, key: string): Ref | null {
  const text = object.text(key);
  if (text === undefined) return null;
  const ref = parseRef(text);
  if (ref === null) {
    const sentence = `${key}: "${text}" is no reference; write KIND/NAMESPACE/NAME, node/NAME, client or client/IP, with one of ${REF_KINDS.join(', ')}.`;
    object.report('BadReference', 'error', object.path(key), sentence);
  }
  return ref;
}

function readSender(request: Reader, key: 'requests' | 'then'): Ref | null {
  if (key === 'requests') {
    if (!request.has('from')) needed(request, 'from');
    return readRef(request, 'from');
  }
  if (request.has('from')) {
    const sentence = 'from is left out in then: the pod that received the request before is the sender.';
    request.report('UnknownKey', 'error', request.path('from'), sentence);
  }
  return null;
}

function readVia(request: Reader): string | null {
  const ref = readRef(request, 'via');
  if (ref === null) return null;
  if (ref.kind === 'node') return `node/${ref.name}`;
  request.report('BadReference', 'error', request.path('via'), 'via names a node: node/NAME.');
  return null;
}

function atLeastOne(request: Reader, key: string): number {
  const count = request.number(key) ?? 1;
  if (count >= 1 && count <= 100_000) return count;
  request.report('OutOfRange', 'error', request.path(key), `${key} is between 1 and 100000.`);
  return 1;
}

function readSends(request: Reader): Sends | null {
  const [first, second] = SENDS.filter((kind) => request.has(kind));
  if (first === undefined) {
    request.report('MissingKey', 'error', request.path(), 'A request sends one of http, grpc, connect, dns.');
    return null;
  }
  if (second !== undefined)
    request.report('TooManyKeys', 'error', request.path(second), `A request sends one thing: ${first} or ${second}.`);
  const object = request.object(first);
  if (object === undefined) return null;
  switch (first) {
    case 'http':
      return { kind: 'http', http: readHttp(object) };
    case 'grpc':
      return { kind: 'grpc', grpc: readGrpc(object) };
    case 'connect':
      return { kind: 'connect', connect: readConnect(object) };
    case 'dns':
      return { kind: 'dns', dns: readDns(object) };
  }
}

function readHttp(http: Reader): HttpInput {
  onlyKeys(http, [
    'url',
    'method',
    'headers',
    'version',
    'bodyBytes',
    'sni',
    'insecure',
    'clientCert',
    'follow',
    'connectTo',
  ]);
  const version = http.looseText('version');
  if (version !== undefined && version !== '1.1' && version !== '2')
    http.unknownWord(http.path('version'), version, ['1.1', '2']);
  return present<HttpInput>({
    url: readUrl(http),
    method: http.text('method'),
    headers: http.has('headers') ? looseLabels(http, 'headers') : undefined,
    version: version === '1.1' || version === '2' ? version : undefined,
    bodyBytes: http.number('bodyBytes'),
    sni: http.text('sni'),
    insecure: http.truth('insecure'),
    clientCert: http.text('clientCert'),
    follow: http.truth('follow'),
    connectTo: http.text('connectTo'),
  });
}

function readGrpc(grpc: Reader): GrpcInput {
  onlyKeys(grpc, ['url', 'service', 'method', 'headers', 'insecure', 'sni', 'connectTo']);
  return present<GrpcInput>({
    url: readUrl(grpc),
    service: needed(grpc, 'service'),
    method: needed(grpc, 'method'),
    headers: grpc.has('headers') ? looseLabels(grpc, 'headers') : undefined,
    insecure: grpc.truth('insecure'),
    sni: grpc.text('sni'),
    connectTo: grpc.text('connectTo'),
  });
}

function readUrl(object: Reader): string {
  const url = needed(object, 'url');
  if (url !== '' && parseWebUrl(url) === null)
    object.report('BadUrl', 'error', object.path('url'), `"${url}" is no http or https URL.`);
  return url;
}

function readConnect(connect: Reader): ConnectInput {
  onlyKeys(connect, ['to', 'port', 'protocol', 'tls']);
  const protocol = connect.oneOf('protocol', ['TCP', 'UDP', 'SCTP', 'ICMP'] as const);
  const tls = connect.object('tls');
  if (tls !== undefined) onlyKeys(tls, ['sni', 'insecure']);
  if (protocol !== 'ICMP' && !connect.has('port')) needed(connect, 'port');
  return present<ConnectInput>({
    to: needed(connect, 'to'),
    port: readPort(connect),
    protocol,
    tls:
      tls === undefined
        ? undefined
        : present<NonNullable<ConnectInput['tls']>>({ sni: tls.text('sni'), insecure: tls.truth('insecure') }),
  });
}

function readPort(connect: Reader): number | undefined {
  const port = connect.number('port');
  if (port === undefined || (port >= 1 && port <= 65_535)) return port;
  connect.report('OutOfRange', 'error', connect.path('port'), 'A port is between 1 and 65535.');
  return undefined;
}

function readDns(dns: Reader): DnsInput {
  onlyKeys(dns, ['name', 'type', 'search', 'server', 'resolver', 'transport']);
  return present<DnsInput>({
    name: needed(dns, 'name'),
    type: dns.text('type'),
    search: dns.truth('search'),
    server: dns.text('server'),
    resolver: dns.oneOf('resolver', ['glibc', 'musl'] as const),
    transport: dns.oneOf('transport', ['udp', 'tcp'] as const),
  });
}
