import type { Request, RequestFields, RequestMore } from '#document';
import { printRef } from '#document';

/** What a request states beside who sends what to where; `undefined` if that is all. */
export function moreOf(request: Request): RequestMore | undefined {
  const more: RequestMore = { ...sentMore(request), ...aroundOf(request) };
  return Object.keys(more).length === 0 ? undefined : more;
}

function sentMore({ sends }: Request): RequestMore {
  switch (sends.kind) {
    case 'http': {
      const { url: _, method: __, ...http } = sends.http;
      return isEmpty(http) ? {} : { http };
    }
    case 'grpc': {
      const { url: _, service: __, method: ___, ...grpc } = sends.grpc;
      return isEmpty(grpc) ? {} : { grpc };
    }
    case 'connect': {
      const { to: _, port: __, protocol: ___, ...connect } = sends.connect;
      return isEmpty(connect) ? {} : { connect };
    }
    case 'dns': {
      const { name: _, type: __, ...dns } = sends.dns;
      return isEmpty(dns) ? {} : { dns };
    }
  }
}

function isEmpty(fields: object): boolean {
  return Object.keys(fields).length === 0;
}

function aroundOf({ via, count, sameConnection, then, expect }: Request) {
  return {
    ...(via === null ? {} : { via }),
    ...(count === 1 ? {} : { count }),
    ...(sameConnection ? { sameConnection } : {}),
    ...(then.length === 0 ? {} : { then: then.map(fieldsOf) }),
    ...(expect === null ? {} : { expect }),
  };
}

function fieldsOf(request: Request): RequestFields {
  const { name, from, sends } = request;
  const sender = from === null ? {} : { from: printRef(from) };
  return { name, ...sender, ...sentFields(sends), ...aroundOf(request) };
}

function sentFields(sends: Request['sends']): Partial<RequestFields> {
  switch (sends.kind) {
    case 'http':
      return { http: sends.http };
    case 'grpc':
      return { grpc: sends.grpc };
    case 'connect':
      return { connect: sends.connect };
    case 'dns':
      return { dns: sends.dns };
  }
}
