import type { Outcome } from '#trace';

/** The status of an answer: gRPC's own where it has one, as HTTP's is 200 then whatever happened. */
export function answerText({ status, grpcStatus }: NonNullable<Outcome['response']>): string {
  return grpcStatus === null ? `${status}` : `gRPC ${grpcStatus}`;
}
