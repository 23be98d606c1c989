import type { Place } from '#trace';
import type { Intent, World } from '../../flow.ts';

/**
 * Bytes of the largest packet that a message makes. TCP cuts it to what the interfaces of both ends take, which each says
 * in its SYN (MSS, RFC 9293 section 3.7.1); a pod's has the CNI's MTU, and one end of nearly every connection is a pod.
 * Not modelled: packets of answers; UDP and ICMP that are cut by IP.
 */
export function firstSegment({ bytes, protocol }: Intent, place: Place, { cluster }: World): number {
  if (protocol !== 'TCP') return bytes;
  const { mtu } = cluster.settings.cni;
  return Math.min(bytes, place.kind === 'pod' ? mtu : Math.min(mtu, NETWORK_MTU));
}

/** An Ethernet's. */
const NETWORK_MTU = 1500;
