import type { Ip } from '#net';
import type { NonEmpty } from '#trace';
import type { Branch, Step } from '../../flow.ts';
import type { Asker, Heard, Log } from './asker.ts';
import { askServer, together } from './asker.ts';
import type { Candidate, Candidates } from './candidate.ts';

/** musl gives all servers together this long. */
const TIMEOUT_MS = 5000;

type Next = (heard: Heard, log: Log) => Step;

/** What a version of musl lacks: TCP before 1.2.4, the search list before 1.1.13. */
export interface MuslVersion {
  readonly tcp: 'has' | 'lacks';
  readonly search: 'has' | 'lacks';
}

/** By the Alpine release that an image names (`alpine:3.17`): 3.18 brought musl 1.2.4, 3.4 musl 1.1.14; without one, the newest. */
export function muslVersionOf(image: string): MuslVersion {
  const match = /alpine[:-]?v?(\d+)\.(\d+)/i.exec(image);
  const release = match === null ? Number.POSITIVE_INFINITY : Number(match[1]) * 1000 + Number(match[2]);
  return { tcp: release < 3018 ? 'lacks' : 'has', search: release < 3004 ? 'lacks' : 'has' };
}

/**
 * The search of musl (`src/network/lookup_name.c`): with enough dots only the name itself, else the list, then the name.
 * Only NXDOMAIN goes on to the next name.
 */
export function searchLikeMusl(asker: Asker, version: MuslVersion, candidates: Candidates, log: Log, done: Next): Step {
  const list = candidates.order === 'list' && version.search === 'has' ? candidates.list : [];
  const names = [...list, candidates.asIs];
  const step = (index: number, before: Log, last: Heard | null): Step => {
    const candidate = names[index];
    if (candidate === undefined) return done(last ?? SILENT, before);
    return askName(asker, version, candidate, before, (heard, after) =>
      heard.kind === 'message' && heard.message.rcode === 'NXDOMAIN'
        ? step(index + 1, after, heard)
        : done(heard, after),
    );
  };
  return step(0, log, null);
}

/** One name, all the types wanted; one failing rcode fails the name, whatever the other type gave. */
function askName(asker: Asker, version: MuslVersion, candidate: Candidate, log: Log, next: Next): Step {
  const [type, other] = asker.types;
  return askServers(asker, version, { candidate, type }, log, (first, after) => {
    if (other === undefined || !isUsable(first)) return next(first, after);
    return askServers(asker, version, { candidate, type: other }, after, (second, later) =>
      next(isUsable(second) ? together(first, second) : second, later),
    );
  });
}

/**
 * All servers get the question at once and the first usable answer counts: where they disagree it is a race, each as
 * likely. Rejects are not noticed. SERVFAIL is asked again at once, then the time runs out.
 */
function askServers(
  asker: Asker,
  version: MuslVersion,
  question: { readonly candidate: Candidate; readonly type: string },
  log: Log,
  next: Next,
): Step {
  const step = (index: number, before: Log, heard: readonly Heard[]): Step => {
    const server = asker.servers[index];
    if (server === undefined) return settle(heard, before, next);
    return askOne(asker, version, { ...question, server }, before, (one, after) =>
      step(index + 1, after, [...heard, one]),
    );
  };
  return step(0, log, []);
}

function askOne(
  asker: Asker,
  version: MuslVersion,
  asked: { readonly candidate: Candidate; readonly type: string; readonly server: Ip },
  log: Log,
  next: Next,
): Step {
  return askServer(asker, { ...asked, transport: 'udp', attempt: 1 }, log, (heard, after) => {
    const isCut = heard.kind === 'message' && heard.message.truncated;
    if (!isCut || version.tcp === 'lacks') return next(heard, after);
    return askServer(asker, { ...asked, transport: 'tcp', attempt: 1 }, after, next);
  });
}

function settle(heard: readonly Heard[], log: Log, next: Next): Step {
  const usable = heard.filter(isUsable);
  const distinct = usable.filter(
    (one, index) => usable.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === index,
  );
  const [only, ...others] = distinct;
  if (only === undefined) {
    const failing = heard.find((one) => one.kind === 'message') ?? heard[0] ?? SILENT;
    const silent: Heard = failing.kind === 'refused' ? { kind: 'timeout', stoppedAt: failing.stoppedAt } : failing;
    return next(silent, { ...log, waitedMs: log.waitedMs + TIMEOUT_MS });
  }
  if (others.length === 0) return next(only, log);
  const branchOf = (one: Heard): Branch => ({
    weight: BigInt(usable.filter((other) => JSON.stringify(other) === JSON.stringify(one)).length),
    alike: [`server ${heard.indexOf(one) + 1}`],
    take: () => next(one, log),
  });
  const branches: NonEmpty<Branch> = [branchOf(only), ...others.map(branchOf)];
  return { then: 'fork', choice: 'dns server', branches };
}

const SILENT: Heard = { kind: 'timeout', stoppedAt: { layer: 'dns', reason: 'ServerSilent', objects: [] } };

function isUsable(heard: Heard): boolean {
  return heard.kind === 'message' && (heard.message.rcode === 'NOERROR' || heard.message.rcode === 'NXDOMAIN');
}
