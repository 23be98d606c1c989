export const DNS_REASONS = {
  NameDoesNotExist: 'Every server asked said NXDOMAIN for every name tried.',
  NoData: 'The name exists but has no record of the type asked for.',
  ServerFailure: 'The server answered SERVFAIL, REFUSED or another failure.',
  NoServers: 'The resolver has no server to ask.',
  ServerSilent: 'No server answered in time.',
  ServerRefused: 'The query was rejected on its way or by the server.',
  InvalidName: 'The text is no name that can be looked up.',
} as const;
