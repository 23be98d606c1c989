import type { Expect } from '#document';
import { judgeBackend } from './backend.ts';
import { judgeBackends } from './backends.ts';
import { judgeDistinctBackends } from './distinct-backends.ts';
import { judgeDns } from './dns.ts';
import { judgeEndpoints } from './endpoints.ts';
import { judgeGrpcStatus } from './grpc-status.ts';
import type { KeyJudge } from './key-judge.ts';
import { judgeMasqueraded } from './masqueraded.ts';
import { judgeMirrored } from './mirrored.ts';
import { judgeOutcome } from './outcome.ts';
import { judgeRedirect } from './redirect.ts';
import { judgeResponse } from './response.ts';
import { judgeSourceSeen } from './source-seen.ts';
import { judgeStatus } from './status.ts';
import { judgeStoppedAt } from './stopped-at.ts';
import { judgeTls } from './tls.ts';
import { judgeUpstream } from './upstream.ts';

/** Every key of `expect`, in the order in which failures are told. A key without a judge does not compile. */
export const KEYS = {
  outcome: judgeOutcome,
  status: judgeStatus,
  grpcStatus: judgeGrpcStatus,
  backend: judgeBackend,
  backends: judgeBackends,
  endpoints: judgeEndpoints,
  distinctBackends: judgeDistinctBackends,
  sourceSeen: judgeSourceSeen,
  masqueraded: judgeMasqueraded,
  upstream: judgeUpstream,
  response: judgeResponse,
  redirect: judgeRedirect,
  mirrored: judgeMirrored,
  tls: judgeTls,
  dns: judgeDns,
  stoppedAt: judgeStoppedAt,
} satisfies { readonly [K in keyof Required<Expect>]: KeyJudge<K> };
