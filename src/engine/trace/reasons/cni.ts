export const CNI_REASONS = {
  AddressNobodyHas: 'The address lies in the pod range and no pod has it.',
  NoRouteBetweenNodes: "The node has no route to the other node's pods.",
  TooBig: 'A packet that does not fit the way is dropped and nobody is told; small ones pass.',
  NoRouteToOutside: 'Nothing takes the packet out of the cluster.',
  NoEgressGateway: 'An egress policy takes the packet and names no node that is there.',
  NoEgressIp: 'The gateway of an egress policy has the policy’s address on none of its interfaces.',
  NoAddressYet: 'The pod has no address.',
  TtlExceeded: 'The packet went round in a loop.',
} as const;
