import type { Cluster } from '#cluster';
import { inStatus, resolveRef } from '#cluster';
import type { Circumstances, World } from '#datapath';
import { follow, podLocation, spread } from '#datapath';
import { asKnown, explain, printCommand, referenceProblems, sampleWorkloads, verdictOf } from '#diagnose';
import type { CommandPlace, LeftBehind, SampleWorkloads } from '#diagnose';
import type { ReachabilityBlock, Request, Scenario } from '#document';
import { parseRef } from '#document';
import type { Manifests, ObjectRef } from '#manifests';
import { everyPaste, reindentText } from '#manifests';
import { Model, moreOf, openModel, requestText } from '#model';
import { reachTable, reachOverWorkloads } from '#reach';
import type { FieldPath, Problem, Range } from '#source';
import { findThings, thingOf, troubledIn } from '#picture';
import { createTables, policyProblems } from '#tables';
import { isGood } from '#trace';
import type { NodeInside, Odds, TableRef, TableView, Trace } from '#trace';
import type { Report, RuleSet } from '#verify';
import { reportOn } from '#verify';
import type {
  Answer,
  Search,
  HopView,
  Loaded,
  Picture,
  ReachTable,
  RequestChip,
  Selects,
  SenderChoice,
  Thing,
} from '#view';
import { insideNode } from './inside/inside-node.ts';
import { leftBehindBy } from './inside/left-behind.ts';
import { evidencePlace } from './cite.ts';
import { selectsOf } from './selects.ts';
import { unreadFact, unreadLines } from './unread.ts';
import { insteadOf } from './instead.ts';
import { onwardOf } from './onward.ts';
import { settingRows } from './setting-rows.ts';
import { chipSteps, expectedOf, traceWithThen, withThen } from './then-chain.ts';

/** A model and everything that can be asked of it. Answers are computed when asked and kept. Immutable to the outside. */
export class Session {
  readonly model: Model;
  readonly problems: readonly Problem[];
  private readonly world: World;
  private readonly oddsKept = new Map<string, Odds>();
  private leftKept: { readonly key: string; readonly in: (node: string) => LeftBehind } | undefined;
  private pictureKept: Picture | undefined;
  private completedKept: Session | null | undefined;
  private unreadKept: readonly number[] | undefined;

  constructor(model: Model) {
    this.model = model;
    const { cluster } = model;
    const tables = createTables(cluster);
    this.world = { cluster, tables };
    const found = [
      ...policyProblems(cluster, tables.policy),
      ...tables.ingress.problems(),
      ...tables.dns.problems,
      ...referenceProblems(cluster),
    ];
    this.problems = [...model.problems, ...found.map((one) => model.placed(one))];
  }

  get scenario(): Scenario {
    return this.model.scenario;
  }

  get manifests(): Manifests {
    return this.model.manifests;
  }

  get cluster(): Cluster {
    return this.model.cluster;
  }

  request(name: string): Request | null {
    return this.scenario.requests.find((request) => request.name === name) ?? null;
  }

  /** One run, hop by hop. `fromPod` (`NS/NAME`) sends instead of the request's own sender. */
  follow(request: Request, fromPod: string | null = null): Trace {
    return follow(this.world, request, this.circumstances(fromPod)).trace;
  }

  /** Every way the request can end. */
  spread(request: Request, fromPod: string | null = null): Odds {
    const key = JSON.stringify([request, fromPod]);
    const kept = this.oddsKept.get(key);
    if (kept !== undefined) return kept;
    const odds = spread(this.world, request, this.circumstances(fromPod));
    this.oddsKept.set(key, odds);
    return odds;
  }

  reach(block: Pick<ReachabilityBlock, 'protocol' | 'port' | 'pods'>): ReachTable {
    return reachTable(this.cluster, this.world.tables.policy, block);
  }

  /** The matrix over all workloads, for one port. */
  reachAll(protocol: ReachTable['protocol'], port: number | string): ReachTable {
    return reachOverWorkloads(this.cluster, this.world.tables.policy, { protocol, port });
  }

  /** `iptables-save` (nat, then filter) of the first node in the cluster's first family, Services that were filled in left out; `null` in other modes. */
  ruleSet(): string | null {
    const [node] = this.cluster.nodes;
    if (node === undefined || this.cluster.settings.serviceProxy.mode !== 'iptables') return null;
    const isWritten = ({ origin }: { readonly origin: { readonly kind: string } }): boolean =>
      origin.kind === 'written';
    return this.world.tables.service.iptablesSave(
      node.name,
      this.cluster.families[0] ?? 'IPv4',
      ['nat', 'filter'],
      isWritten,
    );
  }

  /**
   * What a command would print in a pod, on a node or (`on` left out) as kubectl; `null` where it is not modelled.
   * Connections are those of the scenario's requests, or of the one that was sent last.
   */
  output(on: string | null, run: string, after: Request | null = null): string | null {
    const place = on === null ? ({ kind: 'kubectl' } as const) : this.commandPlace(on);
    const leftBehind = (node: string) => this.leftBehindBy(after)(node);
    return place === null ? null : printCommand(run, place, { ...this.world, leftBehind });
  }

  /** Whether a reference means a node or a pod that is there. */
  has(ref: string): boolean {
    return this.commandPlace(ref) !== null;
  }

  /** What the requests leave in nodes, or the one that was sent last; kept until it is asked of others. */
  private leftBehindBy(after: Request | null): (node: string) => LeftBehind {
    const key = JSON.stringify(after);
    if (this.leftKept?.key === key) return this.leftKept.in;
    const requests = after === null ? this.scenario.requests : [after];
    const made = leftBehindBy(this.world, requests, this.circumstances(null), (request, own) =>
      traceWithThen(request, own, (next, fromPod) => this.follow(next, fromPod)),
    );
    this.leftKept = { key, in: made };
    return made;
  }

  /** Addresses in the status of an Ingress or a Service of type LoadBalancer; `null` for other kinds and unknown objects. */
  statusAddresses(text: string): readonly string[] | null {
    const ref = parseRef(text);
    const key = `${ref?.namespace ?? 'default'}/${ref?.name ?? ''}`;
    if (ref?.kind === 'ingress') return this.world.tables.ingress.statusOf(key);
    const service = ref?.kind === 'service' ? this.cluster.serviceByKey.get(key) : undefined;
    return service?.loadBalancer.flatMap((entry) => inStatus(entry) ?? []) ?? null;
  }

  /** What the model knows of a thing of the picture; `null` if it is not there. */
  thing(ref: string): Thing | null {
    return thingOf(this.cluster, this.picture, (object, field) => this.locate(object, field), ref);
  }

  /** Things of the picture that a text means. */
  find(text: string): Search {
    return findThings(this.cluster, this.picture, text);
  }

  table(table: TableRef, row: string | null): TableView | null {
    return this.world.tables.print(table, row);
  }

  /** Workloads to append to the manifests where they were pasted without their pods; `null` if nothing is missing. */
  sampleWorkloads(): SampleWorkloads | null {
    return sampleWorkloads(this.cluster);
  }

  /** The manifests with lost indentation put back where that is sure; `null` if none was lost. */
  reindented(): string | null {
    return reindentText(this.manifests);
  }

  /** What an object of the picture selects, `null` if it selects nothing. */
  selects(ref: string): Selects | null {
    return selectsOf(this.world, ref);
  }

  /** What is inside a node and what of it the request's run used, with what receivers send in turn; `null` for a node that does not exist. */
  inside(request: Request, node: string): NodeInside | null {
    return insideNode(this.world, this.ask(request).trace, node);
  }

  locate(object: ObjectRef, field: FieldPath): Range | null {
    return this.model.locate(object, field);
  }

  private get picture(): Picture {
    this.pictureKept ??= this.model.loaded.picture;
    return this.pictureKept;
  }

  /** What the page gets when a document is loaded. */
  get loaded(): Loaded {
    const requests = this.scenario.requests.map((request) => this.chip(request));
    const settings = settingRows(this.cluster, this.scenario);
    const { loaded } = this.model;
    const senders = [...loaded.senders, ...this.sendersToCome()];
    const troubled = troubledIn(loaded.picture, this.problems);
    return { ...loaded, senders, requests, problems: this.problems, troubled, settings };
  }

  /** Manifests without any pod have nobody who sends: those that sample workloads would add stand in for them. */
  private sendersToCome(): readonly SenderChoice[] {
    if (this.manifests.objects.some((object) => object.kind === 'Pod' || 'template' in object)) return [];
    const { senders = [] } = this.completed?.model.loaded ?? {};
    const known = new Set(this.model.loaded.senders.map(({ ref }) => ref));
    return senders.filter(({ ref }) => !known.has(ref)).map((one) => ({ ...one, group: 'samples' }));
  }

  /** Everything the page shows of one request, with what its receivers send in turn. */
  ask(request: Request): Answer {
    return withThen(request, this.askOne(request, null), (next, fromPod) => this.askOne(next, fromPod));
  }

  private askOne(request: Request, fromPod: string | null): Answer {
    const trace = this.follow(request, fromPod);
    const odds = this.spread(request, fromPod);
    const onlyMissing = this.onlyMissing(request, trace);
    const unread = unreadFact(this.unread);
    const isNobody =
      isFromNobody(trace) && (onlyMissing !== null || (unread !== null && this.sendersToCome().length > 0));
    const verdict = isNobody ? NOBODY : verdictOf(trace, odds, this.world.tables);
    return {
      trace,
      odds,
      verdict: unread === null ? verdict : { ...verdict, facts: [unread, ...verdict.facts] },
      onlyMissing,
      instead: insteadOf(request, trace, this.cluster),
      onward: onwardOf(trace, this.cluster, (object, field) => this.locate(object, field)),
      hops: Object.fromEntries(
        trace.hops.map((hop) => [hop.key, this.hopView(asKnown(hop, trace.hops, this.cluster))]),
      ),
    };
  }

  /** Everything the scenario states, judged: `check` prints it. `ruleSets` are the texts of iptables-save beside it. */
  report(ruleSets: readonly RuleSet[] = []): Report {
    return reportOn({ scenario: this.scenario, problems: this.problems, ruleSets }, this);
  }

  /** What would make a request that fails arrive, found by adding it and running the request; `null`: it goes well, or that is not all. */
  private onlyMissing(request: Request, trace: Trace): Answer['onlyMissing'] {
    if (isGood(trace.outcome) || this.unread.length > 0) return null;
    const ends = this.completed?.spread(request).possible ?? [];
    return ends.length > 0 && ends.every(({ outcome }) => isGood(outcome)) ? 'workloads' : null;
  }

  /** Lines of documents that are left out: what they hold may be all that is missing. */
  private get unread(): readonly number[] {
    this.unreadKept ??= unreadLines(this.manifests);
    return this.unreadKept;
  }

  /** The document with sample workloads added, made once; `null` where none are missing. */
  private get completed(): Session | null {
    if (this.completedKept === undefined) this.completedKept = this.withSamples();
    return this.completedKept;
  }

  private withSamples(): Session | null {
    const samples = this.sampleWorkloads();
    if (samples === null) return null;
    const manifests = `${this.manifests.text.trimEnd()}\n${samples.text}`;
    return new Session(
      new Model({ scenario: { ...this.scenario, manifests }, problems: [], placeOf: () => null }, null, everyPaste),
    );
  }

  private commandPlace(on: string): CommandPlace | null {
    const ref = parseRef(on);
    const found = ref === null ? null : resolveRef(this.cluster, ref);
    if (found?.kind === 'node') return { kind: 'node', node: found.node };
    return found?.kind === 'pods' ? { kind: 'pod', pod: found.pods[0] } : null;
  }

  private hopView(hop: Trace['hops'][number]): HopView {
    const evidence = hop.because.map((one) => evidencePlace(one, this));
    return { story: explain(hop, this.cluster), evidence, rules: [...new Set(evidence.map(({ object }) => object))] };
  }

  private chip(request: Request): RequestChip {
    const odds = this.spread(request);
    const [first] = odds.possible;
    return {
      name: request.name,
      from: requestText.from(request),
      text: requestText.what(request),
      word: first.outcome.word,
      good: isGood(first.outcome),
      status: first.outcome.response?.status ?? null,
      reason: first.outcome.stoppedAt?.reason,
      ...expectedOf(request, [odds]),
      more: moreOf(request),
      ...(request.then.length === 0
        ? {}
        : { steps: chipSteps(request, [odds], (next, fromPod) => this.spread(next, fromPod)) }),
    };
  }

  private circumstances(fromPod: string | null): Circumstances {
    const pod = fromPod === null ? undefined : this.cluster.podByKey.get(fromPod);
    return { parseRef, from: pod === undefined ? null : podLocation(pod) };
  }
}

/** A sender that only the sample workloads will bring. */
function isFromNobody({ outcome }: Trace): boolean {
  return outcome.stoppedAt?.reason === 'SenderUnknown';
}

const NOBODY = { sentence: 'Nobody sends yet: no pod is in the manifests', facts: [], good: false };

/** Opens a text as `openModel` does, ready to be asked. */
export function openSession(
  text: string,
  previous: Session | null = null,
  moreManifests: readonly string[] = [],
): Session {
  return new Session(openModel(text, previous?.model ?? null, moreManifests));
}
