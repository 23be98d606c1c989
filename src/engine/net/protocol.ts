/**
 * Transport of a packet. ICMP stands for ICMP and ICMPv6 alike and has no ports; IPIP (protocol 4, RFC 2003) is that of
 * an overlay's outer packets.
 */
export type Protocol = 'TCP' | 'UDP' | 'SCTP' | 'ICMP' | 'IPIP';

/** A transport port, 1 to 65535. Plain number: the range is checked where text becomes a port. */
export type Port = number;

/** Whether a number can be a port: 1 to 65535. */
export function isPort(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= 65_535;
}
