/** What `options` in resolv.conf means to a resolver, its defaults and caps applied (resolv.conf(5)). */
export interface ResolverOptions {
  readonly ndots: number;
  readonly timeoutMs: number;
  readonly attempts: number;
  readonly transport: 'udp' | 'tcp';
  /** Largest UDP answer it takes, in bytes. */
  readonly udpBytes: number;
  readonly rotates: 'rotates' | 'in order';
}

/** Without options: ndots 1, 5 s, 2 attempts, no EDNS; caps 15, 30 s and 5. */
export function resolverOptions(options: readonly string[]): ResolverOptions {
  const has = (name: string): boolean => options.includes(name);
  const number = (name: string, standard: number, cap: number): number => {
    const text = options.findLast((option) => option.startsWith(`${name}:`))?.slice(name.length + 1);
    const value = text === undefined || !/^\d+$/.test(text) ? standard : Number(text);
    return Math.min(value, cap);
  };
  return {
    ndots: number('ndots', 1, 15),
    timeoutMs: Math.max(1, number('timeout', 5, 30)) * 1000,
    attempts: Math.max(1, number('attempts', 2, 5)),
    transport: has('use-vc') ? 'tcp' : 'udp',
    udpBytes: has('edns0') ? 1200 : 512,
    rotates: has('rotate') ? 'rotates' : 'in order',
  };
}
