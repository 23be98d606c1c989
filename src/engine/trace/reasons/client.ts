export const CLIENT_REASONS = {
  CertificateRefused: 'The certificate shown does not cover the name the client checks, or is out of date.',
  NoRouteFromSender: 'The sender has no way of its own to that address.',
  SenderUnknown: 'The reference names no pod, workload, node or address that exists.',
  TargetUnknown: 'The reference to connect to names nothing that exists.',
  CachedAddress: 'The client used an address it had looked up earlier.',
  NothingListensHere: 'The address is the sender’s own machine, and nothing is known to listen there on that port.',
  RedirectLoop: 'Redirects were followed more often than the client allows.',
} as const;
