import { CLIENT_REASONS } from './client.ts';
import { CNI_REASONS } from './cni.ts';
import { DNS_REASONS } from './dns.ts';
import { EDGE_REASONS } from './edge.ts';
import { GATEWAY_REASONS } from './gateway.ts';
import { NODE_REASONS } from './node.ts';
import { POD_REASONS } from './pod.ts';
import { POLICY_REASONS } from './policy.ts';
import { SERVICE_REASONS } from './service.ts';

/** Every reason a request can end for, by layer: code -> when it is given. Published once, never renamed or reused. */
export const REASONS = {
  client: CLIENT_REASONS,
  dns: DNS_REASONS,
  edge: EDGE_REASONS,
  gateway: GATEWAY_REASONS,
  service: SERVICE_REASONS,
  policy: POLICY_REASONS,
  cni: CNI_REASONS,
  node: NODE_REASONS,
  pod: POD_REASONS,
} as const;

export type Reason = { [L in keyof typeof REASONS]: keyof (typeof REASONS)[L] }[keyof typeof REASONS];
