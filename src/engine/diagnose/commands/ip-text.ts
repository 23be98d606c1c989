import type { Family } from '#net';
import { familyOf } from '#net';
import type { Link } from '#tables';

/** How much `ip addr` says: `-d` adds the kind of each device, `-br` leaves a line each. */
export type Detail = 'plain' | 'details' | 'brief';

type Numbered = readonly { readonly link: Link; readonly index: number }[];

/** `ip link` over the same links. */
export function linkText(links: Numbered, detail: Exclude<Detail, 'brief'>): string {
  const lines = links.flatMap(({ link, index }) => headLines(link, index, detail, 'mode DEFAULT group default'));
  return lines.map((line) => `${line}\n`).join('');
}

/** `ip addr` over links with their numbers, as iproute2 6.1 prints it. */
export function addressText(links: Numbered, detail: Detail, families: readonly Family[]): string {
  const lines = links.flatMap(({ link, index }) =>
    detail === 'brief' ? [briefLine(link, families)] : linkLines(link, index, detail, families),
  );
  return lines.map((line) => `${line}\n`).join('');
}

function headLines(link: Link, index: number, detail: Detail, mode: string): readonly string[] {
  const { master, queueLength, kind } = link;
  const words = [
    `${index}: ${nameOf(link)}: <${link.flags}> mtu ${link.mtu} qdisc ${link.queue}`,
    ...(master === null ? [] : [`master ${master}`]),
    `state ${link.state} ${mode}`,
    queueLength === null ? '' : `qlen ${queueLength}`,
  ];
  return [
    words.join(' '),
    `    link/${link.hardware}${link.namespace === '' ? '' : ` link-${link.namespace}`}`,
    ...(detail === 'details' && kind !== '' ? [`    ${kind}`] : []),
  ];
}

function linkLines(link: Link, index: number, detail: Detail, families: readonly Family[]): readonly string[] {
  return [
    ...headLines(link, index, detail, 'group default'),
    ...addressesOf(link, families).flatMap(({ ip, text, scope }) => [
      familyOf(ip) === 'IPv4' ? `    inet ${text} scope ${scope} ${link.name}` : `    inet6 ${text} scope ${scope} `,
      '       valid_lft forever preferred_lft forever',
    ]),
  ];
}

function briefLine(link: Link, families: readonly Family[]): string {
  const addresses = addressesOf(link, families).map(({ text }) => `${text.split(' ')[0] ?? ''} `);
  return `${nameOf(link).padEnd(16)} ${link.state.padEnd(14)} ${addresses.join('')}`;
}

function addressesOf({ addresses }: Link, families: readonly Family[]): Link['addresses'] {
  const of = (family: Family) => addresses.filter(({ ip }) => familyOf(ip) === family && families.includes(family));
  return [...of('IPv4'), ...of('IPv6')];
}

function nameOf({ name, peer }: Link): string {
  return peer === null ? name : `${name}@${peer}`;
}
