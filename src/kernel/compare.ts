import type { Seen } from './namespaces.ts';
import type { Trial } from './trial.ts';

/** Where real packets and the engine differ, a sentence each; empty: they agree. */
export function differences({ from, said }: Trial, seen: readonly Seen[], own: readonly string[]): readonly string[] {
  const words = new Set(seen.map((one) => (typeof one === 'string' ? one : 'delivered')));
  const arrived = seen.filter((one) => typeof one !== 'string');
  const endpoints = [...new Set(arrived.map(([endpoint]) => endpoint))].sort();
  const sources = new Set(arrived.map(([, source]) => (own.includes(source) ? 'kept' : 'rewritten')));
  const found: string[] = [];
  const expect = (what: string, engine: readonly string[], kernel: readonly string[], all: 'all' | 'some'): void => {
    const extra = kernel.filter((one) => !engine.includes(one));
    const lacking = all === 'all' ? engine.filter((one) => !kernel.includes(one)) : [];
    if (extra.length > 0 || lacking.length > 0)
      found.push(`${what}: the kernel ${kernel.join(', ') || 'none'}, the engine ${engine.join(', ') || 'none'}`);
  };
  expect('outcome', said.words, [...words].sort(), said.sticky ? 'some' : 'all');
  expect('endpoints', said.endpoints, endpoints, said.sticky ? 'some' : 'all');
  if (said.sticky && endpoints.length > 1)
    found.push(`affinity: the kernel sent one sender to ${endpoints.join(', ')}`);
  // A node that sends keeps no address of its own to begin with: which one it takes is a matter of routes.
  if (from.kind !== 'node') expect('source', said.source, [...sources].sort(), 'some');
  return found;
}
