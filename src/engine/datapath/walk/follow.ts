import type { Ref, Request } from '#document';
import type { Location, Trace } from '#trace';
import type { Memory, World } from '../flow.ts';
import { assumedIn, unsupportedIn } from './assumed.ts';
import type { End } from './end.ts';
import { stopOutcome } from './end.ts';
import { runStep } from './interpret.ts';
import { Recorder } from './recorder.ts';
import { startOf } from './start.ts';

/** Who sends, if not the request's own `from`; what is remembered from earlier requests; and the request's number in a `count`. */
export interface Circumstances {
  readonly from?: Location | null;
  readonly memory?: Memory;
  readonly number?: number;
  readonly parseRef: (text: string) => Ref | null;
}

const EMPTY: Memory = new Map();
const STEPS = 200_000;

/** One run of a request, every hop written down. Chance is a hash of seed, request name, number and choice point. */
export function follow(
  world: World,
  request: Request,
  given: Circumstances,
): { readonly trace: Trace; readonly memory: Memory } {
  const { recorder, end } = walked(world, request, given);
  const { hops, passes } = recorder.finished();
  const [receipt] = end?.receipts ?? [];
  const trace: Trace = {
    request: request.name,
    hops,
    passes,
    outcome: end?.outcome ?? stopOutcome('timeout', null),
    receiver: receipt?.members[0] ?? null,
    sourceSeen: receipt?.sourceSeen ?? null,
    assumed: assumedIn(hops, world.cluster),
    unsupported: unsupportedIn(hops, world.cluster),
  };
  return { trace, memory: end?.memory ?? EMPTY };
}

/** Whom each of `count` requests reaches, in order: `ip:port`, empty where nobody got it. */
export function draw(world: World, request: Request, given: Circumstances): readonly string[] {
  const drawn: string[] = [];
  let memory = given.memory ?? EMPTY;
  for (let number = 0; number < request.count; number++) {
    const { end } = walked(world, request, { ...given, memory, number });
    memory = end?.memory ?? EMPTY;
    const member = end?.outcome.word === 'delivered' ? end.receipts[0]?.members[0] : undefined;
    drawn.push(member === undefined ? '' : `${member.ip}:${member.port}`);
  }
  return drawn;
}

function walked(
  world: World,
  request: Request,
  given: Circumstances,
): { readonly recorder: Recorder; readonly end: End | null } {
  const { cluster } = world;
  const recorder = new Recorder();
  const { sending, step } = startOf(cluster, request, given.from ?? null, given.memory ?? EMPTY, given.parseRef);
  const chance = { seed: cluster.settings.seed, request: request.name, number: given.number ?? 0 };
  recorder.enter('request', 'request', labelOf(request), null);
  const ends = runStep({ world, chance, recorder, budget: { left: STEPS } }, 'request', sending, step);
  const end = ends[0] ?? null;
  recorder.leave(end?.outcome ?? stopOutcome('timeout', null));
  return { recorder, end };
}

function labelOf(request: Request): string {
  const { sends } = request;
  switch (sends.kind) {
    case 'http':
      return sends.http.url;
    case 'grpc':
      return sends.grpc.url;
    case 'connect':
      return `${sends.connect.to}${sends.connect.port === undefined ? '' : `:${sends.connect.port}`}`;
    case 'dns':
      return `${sends.dns.name} ${sends.dns.type ?? 'A'}`;
  }
}
