import type { Evidence } from '#cluster';
import { workloadKeyOf } from '#cluster';
import type { Ip } from '#net';
import { parseIp } from '#net';
import { hostsFileLines, isValidName } from '#tables';
import type { DnsOutcome, NonEmpty, ResolvConf, StoppedAt } from '#trace';
import type { DnsQuestion, Sender, Sending, Step, World } from '../../flow.ts';
import { preferredAddresses } from './address-order.ts';
import type { Asker, Heard, Log } from './asker.ts';
import { isSuccess, NOTHING_ASKED } from './asker.ts';
import { cachedAddress } from './cached-address.ts';
import { candidatesOf } from './candidate.ts';
import { searchLikeGlibc } from './glibc.ts';
import { searchLikeMusl } from './musl.ts';
import { lookUpOutside } from './outside-client.ts';
import type { Party } from './party.ts';
import { partyOf, typesAsked } from './party.ts';
import type { Resolution } from './resolution.ts';
import { endUnresolved, goOnWith, resolvedDraft, stopOf } from './resolution.ts';
import { resolverOptions } from './resolver-options.ts';

const MOST_SERVERS = 3;

/** Makes an address of a name, as the C library of the sender does; a `dns` request ends here. */
export const resolverSender: Sender = {
  layer: 'dns',
  why: 'The sender looks the name up: hosts file, then the servers and search list of its resolv.conf.',
  handle(sending, world) {
    const { target, question } = sending.intent;
    if (question === null && target.kind === 'address') return { then: 'pass' };
    const name = question?.name ?? (target.kind === 'name' ? target.name : '');
    const literal = question === null ? parseIp(name) : null;
    if (literal !== null) return goOnWith(sending, literal, name, null);
    const party = partyOf(sending, world);
    if (!isValidName(name)) return invalid(sending, name, party);
    if (party === null) return fromOutside(sending, world, name, question);
    if (question !== null) return askFor(sending, { name, question, party });
    return forProgram(sending, world, name, party);
  },
};

function invalid(sending: Sending, name: string, party: Party | null): Step {
  const resolution: Resolution = { name, conf: party?.conf ?? NO_CONF, because: party?.because ?? [], how: 'asked' };
  return endUnresolved(sending, resolution, NOTHING_ASKED, {
    rcode: null,
    stoppedAt: { layer: 'dns', reason: 'InvalidName', objects: [] },
  });
}

const NO_CONF: ResolvConf = { nameservers: [], searches: [], options: [] };

/** A program: its hosts file first, then DNS for the families of the cluster. */
function forProgram(sending: Sending, world: World, name: string, party: Party): Step {
  const lines = hostsFileLines(party.hosts, name);
  const [line] = lines;
  if (line !== undefined) {
    const resolution: Resolution = { name, conf: party.conf, because: line.because, how: 'hosts-file' };
    const addresses = lines.map(({ ip }) => ip);
    return goOnWith(
      sending,
      line.ip,
      name,
      resolvedDraft(resolution, NOTHING_ASKED, { rcode: null, answers: [] }, addresses),
    );
  }
  const [first, ...rest] = typesAsked(world.cluster);
  const types: NonEmpty<string> = first === undefined ? ['A'] : [first, ...rest];
  const asker = askerFor(sending, party, types, null);
  const resolution: Resolution = { name, conf: party.conf, because: party.because, how: 'asked' };
  return search(asker, { name, party, search: 'search' }, (heard, log) => {
    if (heard.kind !== 'message' || !isSuccess(heard)) {
      const cause = stopOf(heard);
      const stoppedAt: StoppedAt =
        cause.layer === 'dns' ? cause : { layer: 'dns', reason: silenceReason(heard), objects: cause.objects };
      return endUnresolved(sending, resolution, log, { rcode: rcodeOf(heard), stoppedAt });
    }
    const { answers } = heard.message;
    const all = answers.flatMap(({ type, data }) => (type === 'A' || type === 'AAAA' ? (parseIp(data) ?? []) : []));
    const [address, ...others] = preferredAddresses(all, party.families, party.library.kind);
    if (address === undefined) {
      const stoppedAt: StoppedAt = { layer: 'dns', reason: 'NoData', objects: [] };
      return endUnresolved(sending, resolution, log, { rcode: 'NOERROR', stoppedAt });
    }
    const owner = answers.at(-1)?.name ?? name;
    const stale = cachedAddress(sending, world, { owner, party });
    if (stale !== null) return stale;
    return toOneOf(sending, world, { resolution, log, heard, owner, addresses: [address, ...others] });
  });
}

interface Choice {
  readonly resolution: Resolution;
  readonly log: Log;
  readonly heard: Extract<Heard, { readonly kind: 'message' }>;
  readonly owner: string;
  readonly addresses: NonEmpty<Ip>;
}

/** Several addresses: servers rotate them (`loadbalance`), so each stands in front with the same chance. */
function toOneOf(sending: Sending, world: World, choice: Choice): Step {
  const { resolution, log, heard, addresses, owner } = choice;
  const service = headlessService(world, owner);
  const to = (address: Ip): Step => {
    const rest = addresses.filter((other) => other !== address);
    const draft = resolvedDraft(resolution, log, heard.message, [address, ...rest]);
    const later = { ...sending, elapsedMs: sending.elapsedMs + log.waitedMs };
    const pod = world.cluster.podByIp.get(address);
    const port = sending.intent.port;
    if (service === null || port === null) return goOnWith(later, address, resolution.name, draft);
    const member = {
      ip: address,
      port,
      pod: pod?.key ?? null,
      workload: workloadKeyOf(pod),
      service,
    };
    return goOnWith({ ...later, member }, address, resolution.name, draft);
  };
  const [first, ...rest] = addresses;
  if (rest.length === 0) return to(first);
  const branchTo = (address: Ip) => ({ weight: 1n, alike: [address] as const, take: () => to(address) });
  return { then: 'fork', choice: 'address', branches: [branchTo(first), ...rest.map(branchTo)] };
}

/** `NS/NAME` of the headless Service that the name (or a name below it) belongs to, else `null`. */
function headlessService(world: World, owner: string): string | null {
  const { cluster } = world;
  const suffix = `.svc.${cluster.settings.domain}.`;
  const lower = owner.toLowerCase();
  if (!lower.endsWith(suffix)) return null;
  const labels = lower.slice(0, -suffix.length).split('.');
  const key = `${labels.at(-1) ?? ''}/${labels.at(-2) ?? ''}`;
  return cluster.serviceByKey.get(key)?.headless === true ? key : null;
}

/** A `dns` request: the answer itself is the end of it. */
function askFor(
  sending: Sending,
  asked: { readonly name: string; readonly question: DnsQuestion; readonly party: Party },
): Step {
  const { name, question, party } = asked;
  const library: Party['library'] =
    question.resolver === null || question.resolver === party.library.kind
      ? party.library
      : question.resolver === 'glibc'
        ? { kind: 'glibc' }
        : { kind: 'musl', version: { tcp: 'has', search: 'has' } };
  const asker = askerFor(sending, party, [question.type.toUpperCase()], question);
  const resolution: Resolution = { name, conf: party.conf, because: party.because, how: 'asked' };
  const how = question.search ? 'search' : 'as written';
  return search(asker, { name, party: { ...party, library }, search: how }, (heard, log) =>
    answered(sending, resolution, heard, log),
  );
}

function answered(sending: Sending, resolution: Resolution, heard: Heard, log: Log): Step {
  if (heard.kind === 'message' && isSuccess(heard)) {
    const { message } = heard;
    const draft = resolvedDraft(resolution, log, message, addressesIn(message.answers));
    const dns: DnsOutcome = {
      rcode: message.rcode,
      answers: message.answers,
      queries: log.queries,
      servers: log.servers,
      resolvConf: resolution.conf,
    };
    return {
      then: 'end',
      hop: draft,
      outcome: { word: 'answered', response: null, certificate: null, dns, stoppedAt: null },
    };
  }
  return endUnresolved(sending, resolution, log, { rcode: rcodeOf(heard), stoppedAt: stopOf(heard) }, heard.kind);
}

function addressesIn(answers: DnsOutcome['answers']): readonly Ip[] {
  return answers.flatMap(({ type, data }) => (type === 'A' || type === 'AAAA' ? (parseIp(data) ?? []) : []));
}

function search(
  asker: Asker,
  how: { readonly name: string; readonly party: Party; readonly search: 'search' | 'as written' },
  done: (heard: Heard, log: Log) => Step,
): Step {
  const candidates = candidatesOf(how.name, asker.conf.searches, asker.options.ndots, how.search);
  const { library } = how.party;
  if (library.kind === 'musl') return searchLikeMusl(asker, library.version, candidates, NOTHING_ASKED, done);
  const startingWith = (server: Ip): Step => {
    const at = asker.servers.indexOf(server);
    const servers = [...asker.servers.slice(at), ...asker.servers.slice(0, at)];
    return searchLikeGlibc({ ...asker, servers }, candidates, NOTHING_ASKED, done);
  };
  const [first, ...rest] = asker.servers;
  const isFixed = asker.options.rotates === 'in order' || rest.length === 0;
  if (first === undefined || isFixed) return searchLikeGlibc(asker, candidates, NOTHING_ASKED, done);
  const branchFrom = (server: Ip) => ({ weight: 1n, alike: [server] as const, take: () => startingWith(server) });
  return { then: 'fork', choice: 'first server', branches: [branchFrom(first), ...rest.map(branchFrom)] };
}

function askerFor(sending: Sending, party: Party, types: NonEmpty<string>, question: DnsQuestion | null): Asker {
  const options = resolverOptions(party.conf.options);
  const server = question?.server ?? null;
  const servers = server !== null ? [server] : party.conf.nameservers.slice(0, MOST_SERVERS);
  return {
    sending,
    conf: party.conf,
    servers,
    options: question?.transport === 'tcp' ? { ...options, transport: 'tcp' } : options,
    types,
    because: party.because,
    confAt: party.confAt,
  };
}

/** Outside the cluster nobody sees its DNS; with a server named, that one is asked over the network. */
function fromOutside(sending: Sending, world: World, name: string, question: DnsQuestion | null): Step {
  const server = question?.server ?? null;
  if (question === null || server === null) return lookUpOutside(sending, world, name, question);
  const because: readonly Evidence[] = [];
  const party: Party = {
    pod: null,
    conf: { ...NO_CONF, nameservers: [server] },
    confAt: 'outside',
    because,
    hosts: [],
    library: { kind: 'glibc' },
    families: world.cluster.families,
  };
  return askFor(sending, { name, question, party });
}

function rcodeOf(heard: Heard): DnsOutcome['rcode'] {
  return heard.kind === 'message' ? heard.message.rcode : null;
}

function silenceReason(heard: Heard): 'ServerRefused' | 'ServerSilent' {
  return heard.kind === 'refused' ? 'ServerRefused' : 'ServerSilent';
}
