/** Transport of a packet. ICMP stands for ICMP and ICMPv6 alike and has no ports. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP' | 'ICMP';

/** A transport port, 1 to 65535. Plain number: the range is checked where text becomes a port. */
export type Port = number;
