import type { RequestMore } from '#view';

/** Whether two requests state the same beside who, what and where; the order of keys does not count. */
export function sameMore(a: RequestMore | undefined, b: RequestMore | undefined): boolean {
  return canonical(a ?? {}) === canonical(b ?? {});
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}

/** What a request states beside who, what and where, in a few words each: `2 headers`, `HTTP/2`, `10 times`. */
export function moreInWords(
  more: RequestMore | undefined,
  way: 'http' | 'connect' | 'dns' | 'grpc',
): readonly string[] {
  if (more === undefined) return [];
  const { via, count, sameConnection, then } = more;
  return [
    ...sentInWords(more, way),
    ...(via === undefined ? [] : [`via ${via}`]),
    ...(count === undefined ? [] : [`${count} times${sameConnection === true ? ' on one connection' : ''}`]),
    ...(then === undefined ? [] : [`then ${namesOf(then).join(', ')}`]),
  ];
}

/** A chain's requests in the order in which they are sent: what one's receiver sends comes behind it. */
function namesOf(then: NonNullable<RequestMore['then']>): readonly string[] {
  return then.flatMap((step) => [step.name, ...namesOf(step.then ?? [])]);
}

function sentInWords(
  { http, connect, dns, grpc }: RequestMore,
  way: 'http' | 'connect' | 'dns' | 'grpc',
): readonly string[] {
  switch (way) {
    case 'http':
      return [
        ...headersInWords(http?.headers),
        ...(http?.version === undefined ? [] : [`HTTP/${http.version}`]),
        ...(http?.bodyBytes === undefined ? [] : [`body of ${http.bodyBytes} bytes`]),
        ...(http?.connectTo === undefined ? [] : [`connects to ${http.connectTo}`]),
        ...(http?.sni === undefined ? [] : [`SNI ${http.sni}`]),
        ...(http?.insecure === true ? ['certificate not checked'] : []),
        ...(http?.clientCert === undefined ? [] : ['client certificate']),
        ...(http?.follow === true ? ['follows redirects'] : []),
      ];
    case 'grpc':
      return [
        ...headersInWords(grpc?.headers),
        ...(grpc?.connectTo === undefined ? [] : [`connects to ${grpc.connectTo}`]),
      ];
    case 'connect':
      return [
        ...(connect?.tls === undefined ? [] : ['TLS']),
        ...(connect?.tls?.insecure === true ? ['certificate not checked'] : []),
      ];
    case 'dns':
      return [
        ...(dns?.search === false ? ['name as written'] : []),
        ...(dns?.server === undefined ? [] : [`server ${dns.server}`]),
        ...(dns?.transport === 'tcp' ? ['over TCP'] : []),
        ...(dns?.resolver === undefined ? [] : [dns.resolver]),
      ];
  }
}

function headersInWords(headers: Readonly<Record<string, string>> | undefined): readonly string[] {
  const names = Object.keys(headers ?? {});
  return names.length === 0 ? [] : [names.length === 1 ? `header ${names[0] ?? ''}` : `${names.length} headers`];
}
