import fc from 'fast-check';
import { scenarioFromManifests } from './read-scenario.ts';
import { type ClusterInput, FAULT_TYPES, type Request, type Scenario } from './scenario.ts';

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const words = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '',
    'on',
    'y',
    '0777',
    '1.30',
    '~',
    'null',
    '1e3',
    ' x ',
    '# no',
    'a: b',
    '- x',
    'two\nlines\n',
    '| x',
    '2024-01-01',
    '\t',
    '"',
    "'",
  ),
);

const cluster: fc.Arbitrary<ClusterInput> = fc.record(
  {
    version: words,
    seed: fc.integer(),
    cni: fc.record(
      { name: fc.constantFrom('calico' as const, 'flannel' as const), mtu: fc.integer({ min: 68, max: 65_535 }) },
      { requiredKeys: [] },
    ),
    serviceProxy: fc.record({ mode: fc.constant('ipvs' as const), masqueradeAll: fc.boolean() }, { requiredKeys: [] }),
    nodePortAddresses: fc.array(words, { minLength: 1, maxLength: 2 }),
    ingressControllers: fc.array(
      fc.record({ controller: words, default: fc.boolean() }, { requiredKeys: ['controller'] }),
      { maxLength: 2 },
    ),
    external: fc.record({ names: fc.dictionary(name, fc.array(words, { maxLength: 2 })) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

const sends: fc.Arbitrary<Request['sends']> = fc.oneof(
  fc.record({
    kind: fc.constant('http' as const),
    http: fc.record(
      { url: fc.constant('https://a.example/b?c=1'), headers: fc.dictionary(name, words) },
      { requiredKeys: ['url'] },
    ),
  }),
  fc.record({
    kind: fc.constant('connect' as const),
    connect: fc.record({ to: words, port: fc.integer({ min: 1, max: 65_535 }) }),
  }),
  fc.record({
    kind: fc.constant('dns' as const),
    dns: fc.record({ name: words, search: fc.boolean() }, { requiredKeys: ['name'] }),
  }),
);

function requests(depth: number, path: readonly (string | number)[]): fc.Arbitrary<readonly Request[]> {
  const one = fc.record({
    from: fc.record({ kind: fc.constant('pod' as const), namespace: name, name, container: fc.option(name) }),
    sends,
    via: fc.option(name.map((node) => `node/${node}`)),
    count: fc.integer({ min: 1, max: 9 }),
    sameConnection: fc.boolean(),
    then: depth === 0 ? fc.constant([]) : requests(depth - 1, []),
    expect: fc.option(
      fc.record(
        {
          outcome: fc.constantFrom('delivered' as const, ['refused', 'timeout'] as const),
          status: fc.oneof(fc.nat(), fc.array(fc.nat(), { minLength: 1, maxLength: 2 })),
          backends: fc.dictionary(name, fc.constantFrom('1/3', 0.5)),
          response: fc.record({ headers: fc.dictionary(name, fc.oneof(words, fc.array(words))) }),
        },
        { requiredKeys: [] },
      ),
    ),
  });
  return fc.array(one, { maxLength: 3 }).map((list) => list.map((request, index) => placed(request, index, path)));
}

type Unplaced = Omit<Request, 'name' | 'path'>;

function placed(request: Unplaced, index: number, path: readonly (string | number)[], from = request.from): Request {
  const here = [...path, index];
  const then = request.then.map((inner, at) => placed(inner, at, [...here, 'then'], null));
  return { ...request, name: `request ${index}`, from, then, path: here };
}

/** Any scenario that could have been read from a text without problems. */
export const anyScenario: fc.Arbitrary<Scenario> = fc
  .record({
    title: words,
    description: words,
    cluster,
    manifests: fc.oneof(
      words,
      fc.string({
        unit: fc.constantFrom(
          'a',
          ': ',
          '\n',
          '  ',
          '---\n',
          '\t',
          '\r\n',
          '\u2028',
          '\uFEFF',
          '\u0085',
          '#',
          '"',
          '\u0001',
        ),
      }),
    ),
    manifestFiles: fc.array(words, { maxLength: 2 }),
    requests: requests(1, ['requests']),
    faults: fc.array(fc.constantFrom(...FAULT_TYPES), { maxLength: 2 }).map((types) =>
      types.map((type, index) => ({
        type,
        target: null,
        to: null,
        endpoints: [],
        mtu: null,
        port: 80,
        path: ['faults', index],
      })),
    ),
    commands: fc
      .array(words, { maxLength: 2 })
      .map((runs) =>
        runs.map((run, index) => ({ on: null, run, contains: [run], absent: [], path: ['commands', index] })),
      ),
  })
  .map((fields) => ({ ...scenarioFromManifests(''), ...fields }));
