import {
  describe,
  type FieldPath,
  findNode,
  isJsonObject,
  type JsonObject,
  lineStarts,
  type PlacedNode,
  type Place,
  type Problem,
  placeNodes,
  positionAt,
  problem,
  Reader,
  type ReaderHost,
  readYaml,
  repeatedKeys,
  type Span,
  spanOf,
} from '#source';
import { readManifestTexts } from './manifest-parts.ts';
import { readCommands, readFaults, readObjects, readReachability } from './read-checks.ts';
import { onlyKeys, readCluster, readTexts } from './read-cluster.ts';
import { readRequests } from './read-request.ts';
import type { Scenario, ScenarioReading } from './scenario.ts';
import { hasScenarioKey } from './scenario-key.ts';

const SCENARIO = [
  'hopscope',
  'title',
  'description',
  'cluster',
  'manifests',
  'manifestFiles',
  'faults',
  'requests',
  'reachability',
  'objects',
  'commands',
] as const satisfies readonly (keyof Scenario)[];

const MAX_CHARACTERS = 64 * 1024 * 1024;
const MAX_PROBLEMS = 1_000;

/** Whether a text is a scenario and no manifests: it has `hopscope` at its top level. */
export function isScenario(text: string): boolean {
  if (hasScenarioKey(text)) return true;
  if (!/^\uFEFF?\s*\{/.test(text) || !text.includes('hopscope')) return false;
  const reading = readYaml(text, 'core');
  return reading.kind === 'read' && isJsonObject(reading.values[0]) && 'hopscope' in reading.values[0];
}

/** Manifests alone as a scenario: no title, no settings, nothing sent. */
export function scenarioFromManifests(manifests: string): Scenario {
  return {
    hopscope: 1,
    title: '',
    description: '',
    cluster: {},
    manifests,
    manifestFiles: [],
    faults: [],
    requests: [],
    reachability: [],
    objects: [],
    commands: [],
  };
}

/**
 * Reads a `*.scenario.yaml`, or the same as JSON. It is YAML 1.2: only `true` and `false` are truth values. Problems have
 * their place in this text, called by its file's name if that is given; there is always a scenario to go on with.
 */
export function readScenario(text: string, options: { readonly fileName?: string } = {}): ScenarioReading {
  const lines = new Lines(text, options.fileName ?? 'scenario');
  if (text.length > MAX_CHARACTERS) {
    const sentence = 'The scenario has more than 64 million characters; it is not read.';
    return {
      scenario: scenarioFromManifests(''),
      problems: [lines.problem('TextTooLarge', sentence, null)],
      manifestParts: [],
    };
  }
  const reading = readYaml(text, 'core');
  if (reading.kind === 'broken') {
    const { code, offset, sentence } = reading.fault;
    return {
      scenario: scenarioFromManifests(''),
      problems: [lines.problem(code, sentence, { start: offset, end: offset })],
      manifestParts: [],
    };
  }
  const [value = null, second] = reading.values;
  if (!isJsonObject(value)) {
    const sentence = `Expected a scenario, an object with hopscope: 1, found ${describe(value)}.`;
    return {
      scenario: scenarioFromManifests(''),
      problems: [lines.problem('NotAScenario', sentence, null)],
      manifestParts: [],
    };
  }
  const root = placeNodes(text);
  const problems: Problem[] = [];
  const host = hostOf(root, lines, problems);
  const scenario = new Reader(value, host);
  if (reading.repeatsKeys) reportRepeats(root, lines, problems);
  if (second !== undefined)
    host.report(
      'SecondDocument',
      'error',
      [],
      'A scenario is one document; what follows the second --- is not read. Manifests go under manifests: |.',
    );
  checkVersion(value, scenario);
  onlyKeys(scenario, SCENARIO);
  const manifests = readManifestTexts(scenario, root, lines.starts());
  return {
    scenario: {
      hopscope: 1,
      title: scenario.looseText('title') ?? '',
      description: scenario.looseText('description') ?? '',
      cluster: readCluster(scenario.in('cluster')),
      manifests: manifests.text,
      manifestFiles: readTexts(scenario, 'manifestFiles') ?? [],
      faults: readFaults(scenario),
      requests: readRequests(scenario, 'requests'),
      reachability: readReachability(scenario),
      objects: readObjects(scenario),
      commands: readCommands(scenario),
    },
    problems,
    manifestParts: manifests.parts,
  };
}

/** Where a field stands in a scenario's text, or the nearest one around it; `null` for a text that cannot be read. */
export function placeInScenario(text: string, path: FieldPath): Place | null {
  const root = placeNodes(text);
  if (root === null) return null;
  return new Lines(text, 'scenario').problem('', '', spanOf(findNode(root, path))).place;
}

function checkVersion(value: JsonObject, scenario: Reader): void {
  const version = value.hopscope;
  if (version === 1) return;
  if (version === undefined) {
    scenario.report('MissingVersion', 'error', [], 'A scenario begins with hopscope: 1, the version of its format.');
    return;
  }
  const sentence =
    typeof version === 'number' && version > 1
      ? `This scenario is written in format ${version}, and this program reads format 1; a newer one is needed.`
      : `hopscope: expected the format version 1, found ${describe(version)}.`;
  scenario.report('WrongVersion', 'error', ['hopscope'], sentence);
}

function hostOf(root: PlacedNode | null, lines: Lines, problems: Problem[]): ReaderHost {
  return {
    report(code, severity, path, sentence, nearest = []) {
      if (problems.length >= MAX_PROBLEMS) return;
      const span = root === null ? null : spanOf(findNode(root, path));
      problems.push({ ...lines.problem(code, sentence, span), severity, field: path, nearest });
    },
    spelling(path) {
      const found = root === null ? null : findNode(root, path);
      return found !== null && found.depth === path.length && found.node.kind === 'scalar' ? found.node.text : null;
    },
  };
}

function reportRepeats(root: PlacedNode | null, lines: Lines, problems: Problem[]): void {
  for (const { path, span } of root === null ? [] : repeatedKeys(root)) {
    const sentence = `The key ${String(path.at(-1))} stands twice in this object; the value here is used.`;
    problems.push({ ...lines.problem('DuplicateKey', sentence, span), field: path });
  }
}

/** Makes problems with a place of one line in the scenario's text. */
class Lines {
  private readonly text: string;
  private readonly source: string;
  private offsets: readonly number[] | null = null;

  constructor(text: string, source: string) {
    this.text = text;
    this.source = source;
  }

  starts(): readonly number[] {
    this.offsets ??= lineStarts(this.text);
    return this.offsets;
  }

  problem(code: string, sentence: string, span: Span | null): Problem {
    const { start, end } = span ?? { start: 0, end: 0 };
    const rest = this.text.slice(start, Math.max(end, start)).search(/[\r\n]/);
    const range = {
      start: positionAt(this.starts(), start),
      end: positionAt(this.starts(), rest < 0 ? Math.max(start, end) : start + rest),
    };
    return problem(code, 'error', sentence, { place: { source: this.source, range } });
  }
}
