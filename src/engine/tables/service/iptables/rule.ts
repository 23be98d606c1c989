import type { Cidr, Ip } from '#net';
import { familyOf } from '#net';

/** One rule as iptables-save 1.8.9 prints it behind `-A CHAIN `. */
export interface Rule {
  readonly chain: string;
  /** Everything before the target. */
  readonly match: string;
  /** Chain, DROP, REJECT, …; empty for a rule that only carries a comment. */
  readonly target: string;
  readonly options: string;
  /** `ns/name:port` of the Service it was made for, `null` for those that are always there. */
  readonly title: string | null;
}

export interface RuleParts {
  readonly chain: string;
  readonly source?: string;
  readonly notSource?: string;
  readonly destination?: string;
  readonly notDestination?: string;
  /** `-i cni0`, `! -i cali+` or `-o tunl0`. */
  readonly device?: string;
  readonly protocol?: string;
  readonly before?: string;
  readonly comment?: string;
  /** Matches between comment and port. */
  readonly middle?: string;
  readonly dport?: number;
  readonly target?: string;
  readonly options?: string;
  readonly title?: string;
}

/** Puts the parts in the order in which iptables-save prints them: source, destination, interface, protocol, then matches as given. */
export function rule(parts: RuleParts): Rule {
  const protocol = parts.protocol?.toLowerCase();
  const match = [
    parts.source === undefined ? '' : `-s ${parts.source}`,
    parts.notSource === undefined ? '' : `! -s ${parts.notSource}`,
    parts.destination === undefined ? '' : `-d ${parts.destination}`,
    parts.notDestination === undefined ? '' : `! -d ${parts.notDestination}`,
    parts.device ?? '',
    protocol === undefined ? '' : `-p ${protocol}`,
    parts.before ?? '',
    parts.comment === undefined ? '' : `-m comment --comment "${parts.comment}"`,
    parts.middle ?? '',
    protocol !== undefined && (parts.dport !== undefined || parts.target === 'DNAT') ? `-m ${protocol}` : '',
    parts.dport === undefined ? '' : `--dport ${parts.dport}`,
  ];
  return {
    chain: parts.chain,
    match: match.filter((text) => text !== '').join(' '),
    target: parts.target ?? '',
    options: parts.options ?? '',
    title: parts.title ?? null,
  };
}

export function ruleText({ chain, match, target, options }: Rule): string {
  const jump = target === '' ? '' : `-j ${target}`;
  return ['-A', chain, match, jump, options].filter((text) => text !== '').join(' ');
}

/** An address as a match prints it: with the length of its family. */
export function single(address: Ip): string {
  return `${address}/${familyOf(address) === 'IPv4' ? 32 : 128}`;
}

/** A block as a match prints it; everything is left out by iptables. */
export function block(cidr: Cidr): string {
  return cidr;
}

/** `--probability` as the kernel rounds it, to multiples of 2^-31. */
export function probability(of: number): string {
  const written = Number((1 / of).toFixed(10));
  return (Math.round(written * 2 ** 31) / 2 ** 31).toFixed(11);
}
