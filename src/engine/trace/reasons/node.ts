export const NODE_REASONS = {
  NodeDown: 'The node does not run.',
  NothingListens: 'Nothing on the node listens on that port.',
  FirewallDrop: 'A firewall on the node drops it.',
  ConntrackFull: 'The connection table of the node is full.',
  HostUnreachable: 'Nothing answers at that address.',
} as const;
