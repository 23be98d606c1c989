import type { Cluster } from '#cluster';
import { buildCluster } from '#cluster';
import type { Scenario } from '#document';
import { isScenario, placeInScenario, readScenario, scenarioFromManifests } from '#document';
import type { Manifests, ObjectRef, PasteReader } from '#manifests';
import { locate, readManifests } from '#manifests';
import { pictureOf, sendersOf, targetsOf, troubledIn } from '#picture';
import type { FieldPath, Place, Problem, Range } from '#source';
import type { Loaded } from '#view';
import { moreOf } from './request-more.ts';
import { requestText } from './request-text.ts';

/** A scenario as its text said it. */
export interface ScenarioText {
  readonly scenario: Scenario;
  readonly problems: readonly Problem[];
  /** Where a field of it stands; `null` where there is no text of a scenario. */
  placeOf(field: FieldPath): Place | null;
}

/**
 * One document, read and made into a running cluster: all that a picture needs, and nothing that walks a packet. The page
 * loads this much of the engine first.
 */
export class Model {
  readonly scenario: Scenario;
  readonly manifests: Manifests;
  readonly cluster: Cluster;
  /** Of the document, the manifests and the cluster, with their places. */
  readonly problems: readonly Problem[];

  private readonly text: ScenarioText;

  constructor(text: ScenarioText, previous: Model | null, pastes: PasteReader) {
    const { scenario, problems } = text;
    this.text = text;
    this.scenario = scenario;
    this.manifests = readManifests(scenario.manifests, previous?.manifests, pastes);
    this.cluster = buildCluster({
      manifests: this.manifests.objects,
      settings: scenario.cluster,
      faults: scenario.faults,
    });
    this.problems = [...problems, ...this.manifests.problems, ...this.cluster.problems.map((one) => this.placed(one))];
  }

  locate(object: ObjectRef, field: FieldPath): Range | null {
    return locate(this.manifests, object, field);
  }

  /** Gives a problem of an object its place in the manifests, and one of a setting (`field` from the root: `cluster`) its own. */
  placed(found: Problem): Problem {
    if (found.place !== null) return found;
    if (found.object === null)
      return found.field?.[0] === 'cluster' ? { ...found, place: this.text.placeOf(found.field) } : found;
    const range = locate(this.manifests, found.object, found.field ?? []);
    return range === null ? found : { ...found, place: { source: 'manifests', range } };
  }

  /** What the page can draw at once; what becomes of the requests is not known yet. */
  get loaded(): Loaded {
    const { cluster, scenario } = this;
    const picture = pictureOf(cluster, (object, field) => this.locate(object, field));
    return {
      title: scenario.title,
      description: scenario.description,
      requests: scenario.requests.map((request) => ({
        name: request.name,
        from: requestText.from(request),
        text: requestText.what(request),
        word: null,
        good: false,
        status: null,
        expected: null,
        more: moreOf(request),
      })),
      problems: this.problems,
      objectCount: this.manifests.objects.length,
      staleCount: this.manifests.objects.filter(({ stale }) => stale).length,
      picture,
      troubled: troubledIn(picture, this.problems),
      ...sendersOf(cluster),
      ...targetsOf(cluster),
      assumptions: cluster.assumptions,
      settings: [],
    };
  }
}

/** The scenario in a text: what it says if it has a top-level `hopscope:`, else one around manifests. */
export function scenarioIn(text: string): ScenarioText {
  if (!isScenario(text)) return { scenario: scenarioFromManifests(text), problems: [], placeOf: () => null };
  const { scenario, problems } = readScenario(text);
  return { scenario, problems, placeOf: (field) => placeInScenario(text, field) };
}
