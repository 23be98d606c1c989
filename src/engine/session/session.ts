import type { Cluster } from '#cluster';
import { buildCluster } from '#cluster';
import type { Circumstances, World } from '#datapath';
import { follow, kernelStops, podLocation, spread } from '#datapath';
import { explain, isGood, verdictOf } from '#diagnose';
import type { ReachabilityBlock, Request, Scenario } from '#document';
import { isScenario, parseRef, readScenario, scenarioFromManifests } from '#document';
import type { Manifests, ObjectRef } from '#manifests';
import { loadManifests, locate, refText } from '#manifests';
import { pictureOf, sendersOf, settingsOf, targetsOf } from '#picture';
import { reachTable, reachOverWorkloads } from '#reach';
import type { FieldPath, Problem, Range } from '#source';
import { createTables, policyProblems } from '#tables';
import type { Odds, TableRef, TableView, Trace } from '#trace';
import type { Report, RuleSet } from '#verify';
import { judge, reportOn } from '#verify';
import type { Answer, EvidencePlace, HopView, Loaded, ReachTable, RequestChip } from '#view';
import { requestText } from './request-text.ts';

/** One document, read and made into a running cluster. Answers are computed when asked and kept. Immutable to the outside. */
export class Session {
  readonly scenario: Scenario;
  readonly manifests: Manifests;
  readonly cluster: Cluster;
  readonly problems: readonly Problem[];
  private readonly world: World;
  private readonly oddsKept = new Map<string, Odds>();

  constructor(scenario: Scenario, problems: readonly Problem[], previous: Session | null) {
    this.scenario = scenario;
    this.manifests = loadManifests(scenario.manifests, previous?.manifests);
    this.cluster = buildCluster({
      manifests: this.manifests.objects,
      settings: scenario.cluster,
      faults: scenario.faults,
    });
    const tables = createTables(this.cluster);
    this.world = { cluster: this.cluster, tables };
    const found = [
      ...this.cluster.problems,
      ...policyProblems(this.cluster, tables.policy),
      ...tables.ingress.problems(),
      ...tables.dns.problems,
    ];
    this.problems = [...problems, ...this.manifests.problems, ...found.map((one) => this.placed(one))];
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

  /** `iptables-save` (nat, then filter) of the first node, Services that were filled in left out; `null` in other modes. */
  ruleSet(): string | null {
    const [node] = this.cluster.nodes;
    if (node === undefined || this.cluster.settings.serviceProxy.mode !== 'iptables') return null;
    const isWritten = ({ origin }: { readonly origin: { readonly kind: string } }): boolean =>
      origin.kind === 'written';
    return this.world.tables.service.iptablesSave(node.name, 'IPv4', ['nat', 'filter'], isWritten);
  }

  table(table: TableRef, row: string | null): TableView | null {
    return this.world.tables.print(table, row);
  }

  locate(object: ObjectRef, field: FieldPath): Range | null {
    return locate(this.manifests, object, field);
  }

  /** What the page gets when a document is loaded. */
  get loaded(): Loaded {
    const { cluster, scenario } = this;
    return {
      title: scenario.title,
      description: scenario.description,
      requests: scenario.requests.map((request) => this.chip(request)),
      problems: this.problems,
      objectCount: this.manifests.objects.length,
      picture: pictureOf(cluster, kernelStops(cluster), (object, field) => this.locate(object, field)),
      senders: sendersOf(cluster),
      targets: targetsOf(cluster),
      assumptions: cluster.assumptions,
      settings: settingsOf(cluster),
    };
  }

  /** Everything the page shows of one request. */
  ask(request: Request): Answer {
    const trace = this.follow(request);
    const odds = this.spread(request);
    return {
      trace,
      odds,
      verdict: verdictOf(trace, odds, this.cluster),
      hops: Object.fromEntries(trace.hops.map((hop) => [hop.key, this.hopView(hop)])),
    };
  }

  /** Everything the scenario states, judged: `check` prints it. `ruleSets` are the texts of iptables-save beside it. */
  report(ruleSets: readonly RuleSet[] = []): Report {
    return reportOn({ scenario: this.scenario, problems: this.problems, ruleSets }, this);
  }

  private hopView(hop: Trace['hops'][number]): HopView {
    const evidence = hop.because.map(({ object, field, origin }): EvidencePlace => {
      const written = origin.kind === 'written' ? this.locate(object, field) : null;
      return {
        object: refText(object),
        field: field.join('.'),
        range: written,
        origin: origin.kind === 'derived' ? origin.by : origin.kind,
      };
    });
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
      expected: request.expect === null ? null : judge(request.expect, [odds]).length === 0,
    };
  }

  private circumstances(fromPod: string | null): Circumstances {
    const pod = fromPod === null ? undefined : this.cluster.podByKey.get(fromPod);
    return { parseRef, from: pod === undefined ? null : podLocation(pod) };
  }

  /** Gives a problem of the cluster its place in the manifests. */
  private placed(found: Problem): Problem {
    if (found.place !== null || found.object === null) return found;
    const object = this.manifests.objects.find(({ ref }) => refText(ref) === found.object);
    const range = object === undefined ? null : this.locate(object.ref, found.field ?? []);
    return range === null ? found : { ...found, place: { source: 'manifests', range } };
  }
}

/**
 * Opens a text: a scenario if it has a top-level `hopscope:`, else manifests. Never throws on a user's input.
 * `moreManifests` are texts of files that the scenario names; they follow its own manifests as documents.
 */
export function openSession(
  text: string,
  previous: Session | null = null,
  moreManifests: readonly string[] = [],
): Session {
  const { scenario, problems } = isScenario(text)
    ? readScenario(text)
    : { scenario: scenarioFromManifests(text), problems: [] };
  if (moreManifests.length === 0) return new Session(scenario, problems, previous);
  const manifests = [scenario.manifests, ...moreManifests].filter((one) => one.trim() !== '').join('\n---\n');
  return new Session({ ...scenario, manifests }, problems, previous);
}
