import type { RequestFields } from '#view';

/** A step as the form's controls hold it. `was`: the step it came from; what has no control here stays as it was there. */
export interface ThenRow {
  readonly name: string;
  /** An HTTP method, a transport, `DNS` or `gRPC`. */
  readonly method: string;
  readonly target: string;
  readonly was: RequestFields | null;
}

/** The rows of what a receiver sends in turn. */
export function thenRows(steps: readonly RequestFields[]): readonly ThenRow[] {
  return steps.map((step) => ({ ...sentBy(step), name: step.name, was: step }));
}

/** The steps that rows state; one that nobody touched is the very step it was. */
export function thenSteps(rows: readonly ThenRow[]): readonly RequestFields[] {
  return rows.map((row) => {
    if (row.was === null) return { name: row.name.trim(), ...sendingOf(row, {}) };
    const before = sentBy(row.was);
    if (row.method === before.method && row.target === before.target) return { ...row.was, name: row.name.trim() };
    const { http, grpc, connect, dns, ...around } = row.was;
    return { ...around, name: row.name.trim(), ...sendingOf(row, { http, grpc, connect, dns }) };
  });
}

/** A step more, with a name that no other has. */
export function withStep(rows: readonly ThenRow[]): readonly ThenRow[] {
  let number = rows.length + 1;
  while (rows.some(({ name }) => name === `step ${number}`)) number += 1;
  return [...rows, { name: `step ${number}`, method: 'GET', target: '', was: null }];
}

/** What is wrong with rows before they are steps, each at its row: `then 0`. */
export function thenProblems(
  rows: readonly ThenRow[],
): readonly { readonly field: string; readonly sentence: string }[] {
  const names = rows.map(({ name }) => name.trim());
  return rows.flatMap(({ target }, index) => {
    const name = names[index] ?? '';
    const field = `then ${index}`;
    if (name === '') return [{ field, sentence: 'A step has a name.' }];
    if (names.indexOf(name) < index) return [{ field, sentence: `Two steps are called ${name}.` }];
    return target.trim() === '' ? [{ field, sentence: 'Say where it is sent to.' }] : [];
  });
}

const TRANSPORTS = ['TCP', 'UDP', 'SCTP', 'ICMP'] as const;

function sentBy({ http, grpc, connect, dns }: RequestFields): Pick<ThenRow, 'method' | 'target'> {
  if (http) return { method: http.method ?? 'GET', target: http.url };
  if (grpc) return { method: 'gRPC', target: `${grpc.url} ${grpc.service}/${grpc.method}` };
  if (connect) {
    const { to, port, protocol = 'TCP' } = connect;
    const host = to.includes(':') ? `[${to}]` : to;
    return { method: protocol, target: port === undefined ? to : `${host}:${port}` };
  }
  return { method: 'DNS', target: [dns?.name, dns?.type].filter((part) => part !== undefined).join(' ') };
}

type Ways = { readonly [Way in 'http' | 'grpc' | 'connect' | 'dns']?: RequestFields[Way] | undefined };

function sendingOf({ method, target }: ThenRow, was: Ways): Partial<RequestFields> {
  const [first = '', second = ''] = target.trim().split(/\s+/);
  const transport = TRANSPORTS.find((one) => one === method);
  if (transport !== undefined) {
    const [, to = target.trim(), port] = /^(.*):(\d+)$/.exec(target.trim()) ?? [];
    const { tls } = was.connect ?? {};
    return {
      connect: {
        to: to.replaceAll(/^\[|\]$/g, ''),
        ...(port === undefined ? {} : { port: Number(port) }),
        ...(transport === 'TCP' ? {} : { protocol: transport }),
        ...(tls === undefined || transport !== 'TCP' ? {} : { tls }),
      },
    };
  }
  if (method === 'DNS') {
    const { type: _, ...others } = was.dns ?? { name: '' };
    return { dns: { ...others, name: first, ...(second === '' ? {} : { type: second }) } };
  }
  if (method === 'gRPC') {
    const slash = second.lastIndexOf('/');
    const call = { service: second.slice(0, Math.max(0, slash)), method: second.slice(slash + 1) };
    return { grpc: { ...was.grpc, url: webUrl(first), ...call } };
  }
  const { method: _, ...others } = was.http ?? { url: '' };
  return { http: { ...others, url: webUrl(target), ...(method === 'GET' ? {} : { method }) } };
}

/** A URL may be written without its scheme. */
export function webUrl(url: string): string {
  const text = url.trim();
  return text === '' || /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
}
