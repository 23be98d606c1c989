import type { Request } from '#document';
import type { Trace } from '#trace';
import type { Chance, Memory, World } from '../flow.ts';
import { assumedIn, unsupportedIn } from './assumed.ts';
import type { Circumstances } from './circumstances.ts';
import type { End } from './end.ts';
import { stopOutcome } from './end.ts';
import type { Teller } from './recorder.ts';
import { Recorder, UNTOLD } from './recorder.ts';
import { rideAlong, runRequest } from './request.ts';

const EMPTY: Memory = new Map();
const STEPS = 200_000;

/** One run of a request, every hop written down. Chance is a hash of seed, request name, number and choice point. */
export function follow(
  world: World,
  request: Request,
  given: Circumstances,
): { readonly trace: Trace; readonly memory: Memory } {
  const recorder = new Recorder();
  const end = walked(world, request, given, recorder);
  if (end !== null) rideOn(world, request, given, recorder, end);
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
    unsupported: unsupportedIn(hops, world),
  };
  return { trace, memory: end?.memory ?? EMPTY };
}

/**
 * Shows what a second request meets on the connection of the first. A later number of a `count` is shown as it is. A
 * socket that an eBPF program has connected goes on to the same backend (cilium/cilium bpf/bpf_sock.c, `sock4_connect`).
 * Not modelled: datagrams past eBPF programs, which a socket that is not connected looks up one by one (`sock4_sendmsg`).
 */
function rideOn(world: World, request: Request, given: Circumstances, recorder: Recorder, end: End): void {
  const isAnswered = end.outcome.word === 'delivered' || end.outcome.word === 'answered';
  if (!request.sameConnection || request.count < 2 || !isAnswered || (given.number ?? 0) > 0) return;
  const { sends } = request;
  const isDatagram = sends.kind === 'connect' && sends.connect.protocol === 'UDP';
  if (isDatagram && world.cluster.settings.serviceProxy.mode === 'ebpf') return;
  const sent = recorder.firstSent;
  if (sent === null) return;
  const chance = { ...chanceOf(world, request, 1), stands: 'already' } as const;
  rideAlong({ world, chance, recorder, budget: { left: STEPS } }, request, { ...given, memory: end.memory }, sent);
}

/** So many requests of a `count` are walked to see whom they reach. */
export const MOST_DRAWN = 10_000;

/**
 * Whom each of `count` requests reaches, in order, of very many the first: `ip:port`, empty where nobody got it. On one
 * connection all share its choices.
 */
export function draw(world: World, request: Request, given: Circumstances): readonly string[] {
  const drawn: string[] = [];
  let memory = given.memory ?? EMPTY;
  for (let number = 0; number < Math.min(request.count, MOST_DRAWN); number++) {
    const end = walked(world, request, { ...given, memory, number }, UNTOLD);
    memory = end?.memory ?? EMPTY;
    const member = end?.outcome.word === 'delivered' ? end.receipts[0]?.members[0] : undefined;
    drawn.push(member === undefined ? '' : `${member.ip}:${member.port}`);
  }
  return drawn;
}

function walked(world: World, request: Request, given: Circumstances, recorder: Teller): End | null {
  const chance = chanceOf(world, request, given.number ?? 0);
  const [end] = runRequest({ world, chance, recorder, budget: { left: STEPS } }, request, given);
  return end ?? null;
}

function chanceOf({ cluster }: World, { name, sameConnection }: Request, number: number): Chance {
  return { seed: cluster.settings.seed, request: name, number, sameConnection };
}
