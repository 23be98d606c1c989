export const POLICY_REASONS = {
  EgressDenied: 'The sender is isolated for egress and no rule allows this connection.',
  IngressDenied: 'The receiver is isolated for ingress and no rule allows this connection.',
  EgressDeniedByAdmin: 'A rule of an Admin tier policy denies it at the sender.',
  IngressDeniedByAdmin: 'A rule of an Admin tier policy denies it at the receiver.',
  EgressDeniedByBaseline: 'A rule of a Baseline tier policy denies it at the sender.',
  IngressDeniedByBaseline: 'A rule of a Baseline tier policy denies it at the receiver.',
} as const;
