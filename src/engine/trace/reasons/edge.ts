export const EDGE_REASONS = {
  NoAddress: 'It has no load balancer address (pending).',
  NoHealthyNode: "No node passes the load balancer's health check.",
  NoHealthyTarget: 'No pod that the balancer has as a target is ready and healthy.',
  NoNodePort: 'The balancer sends to node ports and the Service has none.',
  SourceRangeDenied: 'The balancer itself lets only certain source ranges in.',
  NoRouteFromOutside: 'The address is inside the cluster; nothing outside routes to it.',
  NoListenerOnBalancer: 'The load balancer has the address and does not listen on that port.',
  NobodyAnnounces: 'No load balancer answers for the address.',
  InternalBalancer: 'The load balancer is internal: nothing on the internet reaches it.',
  BalancerLoopback: 'The balancer sent the connection back to the host it came from, which drops a packet from itself.',
  UnknownVia: 'The node named by `via` does not exist.',
} as const;
