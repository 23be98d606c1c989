export const SERVICE_REASONS = {
  NoEndpoints: 'The Service port has no endpoint that may be used.',
  NoLocalEndpoints: 'The traffic policy is Local and this node has no endpoint.',
  SourceRangeDenied: 'The source is in none of loadBalancerSourceRanges.',
  NoRuleForPort: 'The address belongs to a Service, the port does not.',
  NoRuleForAddress:
    'The load balancer passed the packet on with its own address, and the node has no rule for that address.',
  ClusterIpFromOutside: 'The packet comes from outside, and a cluster IP is for senders inside the cluster.',
  NoSuchServiceAddress: 'No Service has this address of the service range.',
  ReplyMissedNat:
    'The answer went past the node that holds the NAT entry, so its source is not what the sender dialled.',
  StaleEndpoint: "The node's table still holds an endpoint that is gone.",
  UnsupportedByProxy: 'The service proxy in use cannot carry this.',
} as const;
