import type { Packet } from '#net';
import { hostPort } from '#net';
import type { Hop } from '#trace';

/** `node-b prerouting`, `pod shop/web-0 receive`, `client send`. */
export function hopPlace({ at }: Hop): string {
  const { place, hook } = at;
  switch (place.kind) {
    case 'node':
      return `${place.node} ${hook}`;
    case 'pod':
      return `pod ${place.pod} ${hook}`;
    case 'balancer':
      return hook === 'balancer' ? `balancer of ${place.service}` : `balancer of ${place.service} ${hook}`;
    case 'outside':
      return `outside ${place.ip} ${hook}`;
  }
}

/** `10.0.0.1:40000 -> 10.96.0.1:80`, and what it becomes where the hop rewrites it. Empty while nothing is on the wire. */
export function packetChange({ before, after }: Hop): string {
  const [from, to] = [before === null ? null : wayOf(before), after === null ? null : wayOf(after)];
  if (from === null) return to ?? '';
  const carried = before?.encapsulates ?? null;
  if (to === null && carried !== null) return `${wayOf(carried)} inside ${from}`;
  if (to === null || to === from) return from;
  if (after?.encapsulates !== null && after?.encapsulates !== undefined && wayOf(after.encapsulates) === from)
    return `${from} inside ${to}`;
  return `${from} => ${to}`;
}

function wayOf({ src, sport, dst, dport }: Packet): string {
  return `${hostPort(src, sport)} -> ${hostPort(dst, dport)}`;
}
