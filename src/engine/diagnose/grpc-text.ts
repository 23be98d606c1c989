import type { Outcome } from '#trace';

type Response = NonNullable<Outcome['response']>;

/** Numbers of the statuses (gRPC, "Status codes and their use in gRPC", doc/statuscodes.md). */
const NUMBERS: ReadonlyMap<string, number> = new Map([
  ['OK', 0],
  ['CANCELLED', 1],
  ['UNKNOWN', 2],
  ['INVALID_ARGUMENT', 3],
  ['DEADLINE_EXCEEDED', 4],
  ['NOT_FOUND', 5],
  ['ALREADY_EXISTS', 6],
  ['PERMISSION_DENIED', 7],
  ['RESOURCE_EXHAUSTED', 8],
  ['FAILED_PRECONDITION', 9],
  ['ABORTED', 10],
  ['OUT_OF_RANGE', 11],
  ['UNIMPLEMENTED', 12],
  ['INTERNAL', 13],
  ['UNAVAILABLE', 14],
  ['DATA_LOSS', 15],
  ['UNAUTHENTICATED', 16],
]);

/**
 * Both statuses of an answer to a gRPC call: gRPC's own stands in the trailers of an HTTP 200; of another status the client
 * makes one itself (gRPC, doc/PROTOCOL-HTTP2.md, doc/http-grpc-status-mapping.md). `null` for an answer to plain HTTP.
 */
export function grpcText({ status, grpcStatus }: Pick<Response, 'status' | 'grpcStatus'>): string | null {
  if (grpcStatus === null) return null;
  const number = NUMBERS.get(grpcStatus);
  const named = number === undefined ? grpcStatus : `${number} (${grpcStatus})`;
  return status === 200
    ? `gRPC status ${named}, in the trailers of an HTTP 200`
    : `HTTP ${status}, of which a gRPC client makes status ${named}`;
}
