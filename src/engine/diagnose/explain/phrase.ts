import type { ObjectRef } from '#manifests';
import type { Ip, Packet } from '#net';
import { hostPort } from '#net';
import type { Fragment, Location } from '#trace';

/** So many characters the strip has for a hop. */
const MOST = 34;

/** At most 34 characters, for the strip. */
export function chip(text: string): string {
  return text.length <= MOST ? text : `${text.slice(0, MOST - 1)}…`;
}

/** A word that a controller makes, as `SafeEncodeString` spells it (apimachinery `pkg/util/rand`). */
const MADE = '[bcdfghjklmnpqrstvwxz2456789]';
const POD_OF_REPLICA_SET = new RegExp(`^(.+)-${MADE}{5,10}-(${MADE}{5})$`);

/** `web-6d4b9c7f8d-x2x7q` is `web-…x2x7q`: the ReplicaSet's hash is the first to go; else the middle of what is too long. */
export function podChip(name: string, most: number): string {
  const short = name.replace(POD_OF_REPLICA_SET, '$1-…$2');
  if (short.length <= most) return short;
  return `${short.slice(0, most - 6)}…${short.slice(-5)}`;
}

/** `web → 10.244.0.5:80` for the strip: where both do not fit, the name is cut and the address stays whole. */
export function chipTo(name: string, to: string): string {
  const room = MOST - 3 - to.length;
  if (name.length <= room || room < 4) return chip(`${name} → ${to}`);
  return `${name.slice(0, room - 1)}… → ${to}`;
}

/** `Service web`, linked. */
export function link(object: ObjectRef): Fragment {
  return { text: `${object.kind} ${object.name}`, object };
}

export function code(text: string): Fragment {
  return { code: text };
}

export function address(ip: Ip, port: number | null): Fragment {
  return { code: hostPort(ip, port) };
}

/** `10.244.0.5:40000 → 10.96.0.10:80`. */
export function way(packet: Packet): Fragment {
  return { code: `${hostPort(packet.src, packet.sport)} → ${hostPort(packet.dst, packet.dport)}` };
}

/** The pod of `NS/NAME`, linked. */
export function podLink(key: string): Fragment {
  const [namespace = '', name = ''] = key.split('/');
  return link({ kind: 'Pod', namespace, name });
}

/** Name of the place, as a person says it. */
export function placeName({ place }: Location): string {
  switch (place.kind) {
    case 'node':
      return place.node;
    case 'pod':
      return place.pod;
    case 'balancer':
      return `the load balancer of ${place.service}`;
    case 'outside':
      return place.ip;
  }
}

/** The place, linked where it is an object of the cluster. */
export function placeLink({ place }: Location): Fragment {
  switch (place.kind) {
    case 'node':
      return { text: place.node, object: { kind: 'Node', namespace: null, name: place.node } };
    case 'pod':
      return podLink(place.pod);
    case 'balancer':
      return { text: `the load balancer of Service ${afterSlash(place.service)}`, object: serviceRef(place.service) };
    case 'outside':
      return code(place.ip);
  }
}

function serviceRef(key: string): ObjectRef {
  const [namespace = '', name = ''] = key.split('/');
  return { kind: 'Service', namespace, name };
}

function afterSlash(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

/** Name of the node of a location, `null` elsewhere. */
export function nodeOf({ place }: Location): string | null {
  return place.kind === 'node' ? place.node : null;
}
