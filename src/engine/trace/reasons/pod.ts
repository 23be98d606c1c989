export const POD_REASONS = {
  NothingListens: 'No container of the pod listens on that port.',
  NotRunning: 'The pod does not run.',
  Silent: 'The process in the pod does not answer.',
  ConnectionReset: 'The process in the pod closed the connection.',
  ProtocolMismatch: 'The application speaks another protocol on that port.',
} as const;
