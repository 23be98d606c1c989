import type { Request } from '#document';

/** A request in a few words, for chips and lists. */
export const requestText = {
  /** `client`, `deployment/shop/api`. */
  from({ from }: Request): string {
    if (from === null) return 'the receiver';
    const name = [from.kind, from.namespace, from.name].filter((part) => part !== null && part !== '').join('/');
    return from.container === null ? name : `${name}:${from.container}`;
  },

  /** `GET https://shop.example.com/cart`, `TCP db:5432`, `DNS web.shop A`. */
  what({ sends }: Request): string {
    switch (sends.kind) {
      case 'http':
        return `${sends.http.method ?? 'GET'} ${sends.http.url}`;
      case 'grpc':
        return `gRPC ${sends.grpc.url} ${sends.grpc.service}/${sends.grpc.method}`;
      case 'connect': {
        const { to, port, protocol } = sends.connect;
        return `${protocol ?? 'TCP'} ${port === undefined ? to : `${to.includes(':') && !to.includes('/') ? `[${to}]` : to}:${port}`}`;
      }
      case 'dns':
        return `DNS ${sends.dns.name} ${sends.dns.type ?? 'A'}`;
    }
  },
};
