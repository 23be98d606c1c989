import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manifestPlace } from './manifest-parts.ts';
import { isScenario, readScenario, scenarioFromManifests } from './read-scenario.ts';

const read = (text: string) => readScenario(`hopscope: 1\n${text}`);

/** `line Code field`, the line counted after `hopscope: 1`. */
const problemsOf = (text: string) =>
  read(text).problems.map(
    ({ place, code, field }) => `${(place?.range.start.line ?? 0) - 1} ${code} ${field?.join('.') ?? '-'}`,
  );

const request = (fields: string) => `requests:\n- name: a\n  from: client\n${fields}`;

describe('what is a scenario', () => {
  it.each([
    { text: 'hopscope: 1\n', want: true },
    { text: '# c\nhopscope: 1', want: true },
    { text: '{"hopscope": 1}', want: true },
    { text: '{"title": "x",\n "hopscope": 1}', want: true },
    { text: 'apiVersion: v1\nkind: Pod\n', want: false },
    { text: 'data:\n  hopscope: 1\n', want: false },
    { text: '{"data": {"hopscope": 1}}', want: false },
    { text: '', want: false },
  ])('$text: $want', ({ text, want }) => {
    expect(isScenario(text)).toBe(want);
  });
});

describe('a scenario', () => {
  it('may be nothing but its version', () => {
    expect(readScenario('hopscope: 1\n')).toEqual({
      scenario: scenarioFromManifests(''),
      problems: [],
      manifestParts: [],
    });
  });

  it('is read with its shorthands', () => {
    const { scenario, problems } = read(`cluster:
  version: 1.30
  serviceProxy: nftables
  cni: flannel
  loadBalancer: gcp
  mesh: istio
  nodePortAddresses: primary
  ingressControllers: []
  apps: {shop/web: {status: 503, headers: {x: 1.50}, ports: {8080: {latency: 5}}}}
`);
    expect(problems).toEqual([]);
    expect(scenario.cluster).toEqual({
      version: '1.30',
      serviceProxy: { mode: 'nftables' },
      cni: { name: 'flannel' },
      loadBalancer: { type: 'gcp' },
      mesh: { kind: 'istio' },
      nodePortAddresses: ['primary'],
      ingressControllers: [],
      apps: { 'shop/web': { status: 503, headers: { x: '1.50' }, ports: { '8080': { latency: 5 } } } },
    });
  });

  it('keeps words that YAML 1.1 takes for truth values', () => {
    const { scenario } = read(request('  http: {url: http://a/, headers: {x: on, y: no, z: 010}}\n'));
    expect(scenario.requests[0]?.sends).toEqual({
      kind: 'http',
      http: { url: 'http://a/', headers: { x: 'on', y: 'no', z: '010' } },
    });
  });

  it('has requests with all they say', () => {
    const { scenario, problems } = read(`requests:
- name: first
  from: deploy/shop/web
  via: node/node-a
  count: 5
  sameConnection: true
  connect: {to: db, port: 5432}
  then:
  - {name: more, dns: {name: x, search: false}}
  expect: {outcome: [refused, timeout], backends: {a/b: 1/3, a/c: 0.5}, upstream: {tls: false}}
`);
    expect(problems).toEqual([]);
    expect(scenario.requests).toEqual([
      {
        name: 'first',
        from: { kind: 'deployment', namespace: 'shop', name: 'web', container: null },
        via: 'node/node-a',
        count: 5,
        sameConnection: true,
        sends: { kind: 'connect', connect: { to: 'db', port: 5432 } },
        then: [
          {
            name: 'more',
            from: null,
            via: null,
            count: 1,
            sameConnection: false,
            sends: { kind: 'dns', dns: { name: 'x', search: false } },
            then: [],
            expect: null,
            path: ['requests', 0, 'then', 0],
          },
        ],
        expect: { outcome: ['refused', 'timeout'], backends: { 'a/b': '1/3', 'a/c': 0.5 }, upstream: { tls: false } },
        path: ['requests', 0],
      },
    ]);
  });
});

describe('problems of a scenario', () => {
  it.each([
    { name: 'an unknown key', text: 'reqests: []\n', want: ['1 UnknownKey reqests'] },
    { name: 'an unknown key of the cluster', text: 'cluster:\n  cmi: calico\n', want: ['2 UnknownKey cluster.cmi'] },
    { name: 'an unknown word', text: 'cluster: {cni: calicoo}\n', want: ['1 UnknownValue cluster.cni'] },
    {
      name: 'a scheduler that the kernel does not have',
      text: 'cluster: {serviceProxy: {mode: ipvs, scheduler: rrr}}\n',
      want: ['1 UnknownValue cluster.serviceProxy.scheduler'],
    },
    { name: 'a wrong type', text: 'cluster: {seed: "1"}\n', want: ['1 WrongType cluster.seed'] },
    { name: 'manifests that are no text', text: 'manifests: {a: 1}\n', want: ['1 WrongType manifests'] },
    { name: 'a request that sends nothing', text: request(''), want: ['2 MissingKey requests.0'] },
    {
      name: 'a request that sends two things',
      text: request('  dns: {name: a}\n  connect: {to: a, port: 1}\n'),
      want: ['4 TooManyKeys requests.0.dns'],
    },
    {
      name: 'a request from nowhere',
      text: 'requests:\n- name: a\n  dns: {name: a}\n',
      want: ['2 MissingKey requests.0.from'],
    },
    {
      name: 'a request from nobody',
      text: 'requests:\n- name: a\n  from: pod/a\n  dns: {name: a}\n',
      want: ['3 BadReference requests.0.from'],
    },
    {
      name: 'two requests of one name',
      text: 'requests:\n- {name: a, from: client, dns: {name: a}}\n- {name: a, from: client, dns: {name: a}}\n',
      want: ['3 DuplicateName requests.1.name'],
    },
    {
      name: 'a sender in then',
      text: request('  dns: {name: a}\n  then: [{name: b, from: client, dns: {name: b}}]\n'),
      want: ['5 UnknownKey requests.0.then.0.from'],
    },
    { name: 'no URL', text: request('  http: {url: "ftp://a"}\n'), want: ['4 BadUrl requests.0.http.url'] },
    { name: 'no port', text: request('  connect: {to: a}\n'), want: ['4 MissingKey requests.0.connect.port'] },
    {
      name: 'a port out of range',
      text: request('  connect: {to: a, port: 70000}\n'),
      want: ['4 OutOfRange requests.0.connect.port'],
    },
    { name: 'ICMP needs none', text: request('  connect: {to: a, protocol: ICMP}\n'), want: [] },
    {
      name: 'a count of none',
      text: request('  count: 0\n  dns: {name: a}\n'),
      want: ['4 OutOfRange requests.0.count'],
    },
    {
      name: 'an unknown expectation',
      text: request('  dns: {name: a}\n  expect: {outcom: timeout}\n'),
      want: ['5 UnknownKey requests.0.expect.outcom'],
    },
    {
      name: 'an unknown outcome',
      text: request('  dns: {name: a}\n  expect: {outcome: dropped}\n'),
      want: ['5 UnknownValue requests.0.expect.outcome'],
    },
    {
      name: 'a share that is none',
      text: request('  dns: {name: a}\n  expect: {backends: {a/b: most}}\n'),
      want: ['5 WrongType requests.0.expect.backends.a/b'],
    },
    ...[-5, 67, 99_999_999].map((mtu) => ({
      name: `an MTU of ${mtu}`,
      text: `cluster:\n  cni:\n    mtu: ${mtu}\n`,
      want: ['3 BadNumber cluster.cni.mtu'],
    })),
    {
      name: 'a row of the wrong length',
      text: 'reachability:\n- port: 80\n  pods: [a, b]\n  rows:\n    a: "."\n',
      want: ['5 BadRow reachability.0.rows.a'],
    },
    {
      name: 'a row of nobody',
      text: 'reachability:\n- port: 80\n  pods: [a]\n  rows:\n    b: "."\n',
      want: ['5 UnknownRow reachability.0.rows.b'],
    },
    {
      name: 'a fault nobody knows',
      text: 'faults:\n- type: nodeDwn\n  target: node/a\n',
      want: ['2 UnknownValue faults.0.type'],
    },
    { name: 'a key twice', text: 'title: a\ntitle: b\n', want: ['2 DuplicateKey title'] },
    { name: 'a second document', text: '---\na: 1\n', want: ['0 SecondDocument '] },
    { name: 'a text that does not parse', text: 'title: [\n', want: ['1 BrokenYaml -'] },
  ])('$name', ({ text, want }) => {
    expect(problemsOf(text)).toEqual(want);
  });

  it.each([
    { name: 'no version', text: 'title: a\n', code: 'MissingVersion', says: 'hopscope: 1' },
    { name: 'a newer version', text: 'hopscope: 2\n', code: 'WrongVersion', says: 'a newer one is needed' },
    {
      name: 'a version that is none',
      text: 'hopscope: one\n',
      code: 'WrongVersion',
      says: 'expected the format version 1',
    },
    { name: 'a list', text: '- hopscope\n', code: 'NotAScenario', says: 'found a list' },
    { name: 'nothing', text: '', code: 'NotAScenario', says: 'found nothing' },
  ])('$name', ({ text, code, says }) => {
    const [first] = readScenario(text).problems;
    expect(first?.code).toBe(code);
    expect(first?.sentence).toContain(says);
  });

  it('name the nearest valid word', () => {
    expect(read('reqests: []\n').problems[0]?.nearest[0]).toBe('requests');
  });
});

describe('manifests inside a scenario', () => {
  it('in a literal block are the same lines, indented', () => {
    const { scenario, manifestParts } = read('manifests: |\n    kind: A\n\n    b: 1\ntitle: x\n');
    expect(scenario.manifests).toBe('kind: A\n\nb: 1\n');
    expect(manifestPlace(manifestParts, { line: 3, column: 2 })).toEqual({ line: 5, column: 6 });
  });

  it('of several texts are documents', () => {
    const { scenario, manifestParts } = read('manifests:\n- |\n  a: 1\n  b: 2\n- "c: 3"\n- |\n  d: 4\n');
    expect(scenario.manifests).toBe('a: 1\nb: 2\n---\nc: 3\n---\nd: 4\n');
    expect([2, 4, 6].map((line) => manifestPlace(manifestParts, { line, column: 1 }))).toEqual([
      { line: 5, column: 3 },
      { line: 6, column: 1 },
      { line: 8, column: 3 },
    ]);
  });
});

describe('laws', () => {
  const pieces = fc.constantFrom(
    'hopscope: 1\n',
    'requests:\n',
    '- name: a\n',
    '  from: ',
    'client\n',
    '  dns: {name: x}\n',
    'cluster: ',
    '{cni: x}',
    '[',
    '{',
    'manifests: |\n',
    '  kind: A\n',
    '\n',
    '"',
    'expect: 3\n',
    '- 1\n',
  );
  it('no text makes reading throw, and problems lie inside it', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        const text = parts.join('');
        const lines = text.split('\n');
        for (const { place } of readScenario(text).problems) {
          const { line, column } = place?.range.end ?? { line: 1, column: 1 };
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
