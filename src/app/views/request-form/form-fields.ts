import type { RequestMore } from '#view';
import type { TypedRequest } from '#worker';
import { outcomesIn } from './outcomes.ts';
import { thenProblems, type ThenRow, thenRows, thenSteps, webUrl } from './then-steps.ts';

type Expect = NonNullable<RequestMore['expect']>;

/** What the form's controls hold, as they hold it; a text that is empty is not stated. */
export interface FormFields {
  readonly name: string;
  readonly from: string;
  readonly way: 'http' | 'grpc' | 'connect' | 'dns';
  readonly method: string;
  readonly url: string;
  readonly call: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly host: string;
  readonly bodyBytes: string;
  readonly version: string;
  readonly connectTo: string;
  readonly sni: string;
  readonly clientCert: string;
  readonly insecure: boolean;
  readonly follow: boolean;
  readonly to: string;
  readonly port: string;
  readonly protocol: string;
  readonly tls: boolean;
  readonly dnsName: string;
  readonly dnsType: string;
  readonly exact: boolean;
  readonly server: string;
  readonly tcp: boolean;
  readonly resolver: string;
  readonly via: string;
  readonly count: string;
  readonly sameConnection: boolean;
  readonly outcome: string;
  readonly status: string;
  readonly backend: string;
  readonly then: readonly ThenRow[];
  /** What is stated and has no control here: it stays as it is. */
  readonly kept: Pick<RequestMore, 'expect'>;
}

/** The form of a request that is sent in a way. */
export function formOf(name: string, request: TypedRequest, way: FormFields['way']): FormFields {
  const { from, method, target, more = {} } = request;
  const sent = (way === 'grpc' ? more.grpc : more.http) ?? {};
  const { host = '', ...headers } = sent.headers ?? {};
  const [first = '', second = ''] = target.split(' ');
  const [, to = target, port = ''] = /^(.*):(\d*)$/.exec(target) ?? [];
  const { expect } = more;
  return {
    name,
    from,
    way,
    method: way === 'http' ? method : 'GET',
    url: way === 'http' || way === 'grpc' ? first : '',
    call: way === 'grpc' ? second : '',
    headers: Object.entries(headers).map(([header, value]) => ({ name: header, value })),
    host,
    bodyBytes: textOf(more.http?.bodyBytes),
    version: more.http?.version ?? '',
    connectTo: sent.connectTo ?? '',
    sni: way === 'connect' ? (more.connect?.tls?.sni ?? '') : (sent.sni ?? ''),
    clientCert: more.http?.clientCert ?? '',
    insecure: (way === 'connect' ? more.connect?.tls?.insecure : sent.insecure) ?? false,
    follow: more.http?.follow ?? false,
    to: way === 'connect' ? (method === 'ICMP' ? target : to.replace(/^\[|\]$/g, '')) : '',
    port: way === 'connect' ? port : '',
    protocol: way === 'connect' ? method : 'TCP',
    tls: more.connect?.tls !== undefined,
    dnsName: way === 'dns' ? first : '',
    dnsType: way === 'dns' && second !== '' ? second : 'A',
    exact: more.dns?.search === false,
    server: more.dns?.server ?? '',
    tcp: more.dns?.transport === 'tcp',
    resolver: more.dns?.resolver ?? '',
    via: more.via ?? '',
    count: textOf(more.count),
    sameConnection: more.sameConnection ?? false,
    outcome: [expect?.outcome ?? []].flat().join(' or '),
    status: [expect?.status ?? []].flat().join(', '),
    backend: expect?.backend ?? '',
    then: thenRows(more.then ?? []),
    kept: expect === undefined ? {} : { expect },
  };
}

/** The request that a form states. Numbers that are none are left out: `numberProblems` names them. */
export function typedOf(form: FormFields): TypedRequest {
  const more: RequestMore = {
    ...sentOf(form),
    ...(form.via.trim() === '' ? {} : { via: form.via.trim() }),
    ...numberOf(form.count, (count) => ({ count })),
    ...(form.sameConnection && form.count !== '' ? { sameConnection: true } : {}),
    ...(form.then.length === 0 ? {} : { then: thenSteps(form.then) }),
    ...expectOf(form),
  };
  return {
    from: form.from,
    ...fieldsOf(form),
    ...(Object.keys(more).length === 0 ? {} : { more }),
  };
}

function fieldsOf(form: FormFields): Pick<TypedRequest, 'method' | 'target'> {
  switch (form.way) {
    case 'http':
      return { method: form.method, target: webUrl(form.url) };
    case 'grpc':
      return { method: 'gRPC', target: `${webUrl(form.url)} ${form.call.trim()}`.trim() };
    case 'connect': {
      const to = form.to.trim();
      if (form.protocol === 'ICMP') return { method: 'ICMP', target: to };
      const host = to.includes(':') && !to.includes('/') ? `[${to}]` : to;
      return { method: form.protocol, target: form.port.trim() === '' ? to : `${host}:${form.port.trim()}` };
    }
    case 'dns':
      return { method: 'DNS', target: `${form.dnsName.trim()} ${form.dnsType}`.trim() };
  }
}

function sentOf(form: FormFields): RequestMore {
  const headers = {
    ...(form.host.trim() === '' ? {} : { host: form.host.trim() }),
    ...Object.fromEntries(
      form.headers
        .filter(({ name, value }) => name.trim() !== '' || value !== '')
        .map(({ name, value }) => [name.trim(), value]),
    ),
  };
  const shared = {
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...stated(form.sni, (sni) => ({ sni })),
    ...stated(form.connectTo, (connectTo) => ({ connectTo })),
    ...(form.insecure ? { insecure: true } : {}),
  };
  switch (form.way) {
    case 'http':
      return some('http', {
        ...shared,
        ...(form.version === '1.1' || form.version === '2' ? { version: form.version } : {}),
        ...numberOf(form.bodyBytes, (bodyBytes) => ({ bodyBytes })),
        ...stated(form.clientCert, (clientCert) => ({ clientCert })),
        ...(form.follow ? { follow: true } : {}),
      });
    case 'grpc':
      return some('grpc', shared);
    case 'connect':
      return form.tls
        ? {
            connect: { tls: { ...stated(form.sni, (sni) => ({ sni })), ...(form.insecure ? { insecure: true } : {}) } },
          }
        : {};
    case 'dns':
      return some('dns', {
        ...(form.exact ? { search: false } : {}),
        ...stated(form.server, (server) => ({ server })),
        ...(form.tcp ? { transport: 'tcp' } : {}),
        ...(form.resolver === 'musl' || form.resolver === 'glibc' ? { resolver: form.resolver } : {}),
      });
  }
}

function some(way: 'http' | 'grpc' | 'dns', fields: object): RequestMore {
  return Object.keys(fields).length === 0 ? {} : { [way]: fields };
}

function expectOf({ outcome, status, backend, kept }: FormFields): Pick<RequestMore, 'expect'> {
  const { outcome: _, status: __, backend: ___, ...others } = kept.expect ?? {};
  const expect: Expect = {
    ...oneOrSeveral(outcomesIn(outcome), (words) => ({ outcome: words })),
    ...oneOrSeveral(numbersIn(status), (codes) => ({ status: codes })),
    ...stated(backend, (pod) => ({ backend: pod })),
    ...others,
  };
  return Object.keys(expect).length === 0 ? {} : { expect };
}

function oneOrSeveral<Item, Fields>(
  items: readonly Item[],
  put: (value: Item | readonly Item[]) => Fields,
): Fields | Nothing {
  const [one, second] = items;
  if (one === undefined) return {};
  return put(second === undefined ? one : items);
}

function numbersIn(text: string): readonly number[] {
  return text
    .split(/[\s,]+/)
    .filter((word) => /^\d+$/.test(word))
    .map(Number);
}

type Nothing = Readonly<Record<never, never>>;

/** The fields of a text, or nothing where it is empty. */
function stated<Fields>(text: string, put: (text: string) => Fields): Fields | Nothing {
  return text.trim() === '' ? {} : put(text.trim());
}

function numberOf<Fields>(text: string, put: (number: number) => Fields): Fields | Nothing {
  return isNumber(text) && text.trim() !== '' ? put(Number(text)) : {};
}

function isNumber(text: string): boolean {
  return /^\s*-?\d*\s*$/.test(text);
}

function textOf(number: number | undefined): string {
  return number === undefined ? '' : String(number);
}

/** What is wrong with the form before it is a request: numbers that are none, a host with a space, headers twice. */
export function formProblems(form: FormFields): readonly { readonly field: string; readonly sentence: string }[] {
  const whole = 'Write a whole number, or nothing.';
  const names = form.headers.map(({ name }) => name.trim().toLowerCase());
  return [
    ...(isNumber(form.count) ? [] : [{ field: 'count', sentence: whole }]),
    ...(form.way !== 'http' || isNumber(form.bodyBytes) ? [] : [{ field: 'http.bodyBytes', sentence: whole }]),
    ...(/^[\d\s,]*$/.test(form.status)
      ? []
      : [{ field: 'expect.status', sentence: 'Write one status, or several with commas: 200, 204.' }]),
    ...(form.way === 'http' && /\s/.test(form.host.trim())
      ? [{ field: 'http.headers.host', sentence: 'A host has no space: shop.example.com.' }]
      : []),
    ...thenProblems(form.then),
    ...names.flatMap((name, index) =>
      name !== '' && (names.indexOf(name) < index || (name === 'host' && form.host.trim() !== ''))
        ? [{ field: `header ${index}`, sentence: `${name} stands there twice; a header is stated once.` }]
        : [],
    ),
  ];
}
