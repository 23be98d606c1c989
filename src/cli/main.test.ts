import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckResults } from './check-results.ts';
import { reachText } from './reach-text.ts';
import { run } from './run.ts';

const root = resolve(import.meta.dirname, '../..');
const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
let folder = '';

const MANIFESTS = `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: store}
spec:
  replicas: 2
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: main, image: example/api, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: api, namespace: store}
spec: {selector: {app: api}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Pod
metadata: {name: shell, namespace: store, labels: {app: shell}}
spec: {containers: [{name: main, image: example/shell}]}
`;

function scenario(rest: string): string {
  const indented = MANIFESTS.split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
  return `hopscope: 1\nmanifests: |\n${indented}\n${rest}`;
}

const GOOD = `requests:
- {name: by name, from: pod/store/shell, http: {url: "http://api/"}, expect: {outcome: delivered, status: 200, backend: store/api}}
- {name: wrong port, from: pod/store/shell, connect: {to: service/store/api, port: 81}, expect: {outcome: [timeout, refused]}}
reachability:
- {protocol: TCP, port: 8080, pods: [pod/store/shell, deployment/store/api], rows: {pod/store/shell: "..", deployment/store/api: "?."}}
`;

const files: Readonly<Record<string, string>> = {
  'good/one.scenario.yaml': scenario(GOOD),
  'good/deeper/two.scenario.yaml': scenario('requests: []\n'),
  'good/notes.yaml': 'not: a scenario\n',
  'bad/wrong.scenario.yaml': scenario(
    'requests: [{name: "a <b> & c", from: pod/store/shell, connect: {to: service/store/api, port: 80}, expect: {outcome: refused, endpoint: x}}]\n',
  ),
  'broken/a.scenario.yaml': 'hopscope: 1\nmanifests: |\n  a: b\nrequests: [\n',
  'broken/b.scenario.yaml': scenario(GOOD),
  'key/a.scenario.yaml': scenario('request: []\n'),
  'names/a.scenario.yaml': `hopscope: 1\nmanifestFiles: [../manifests.yaml]\n${GOOD}`,
  'missing/a.scenario.yaml': 'hopscope: 1\nmanifestFiles: [nowhere.yaml]\n',
  'torn.yaml': 'kind: Pod\nmetadata: {name: [\n',
  'ports.yaml': `apiVersion: v1
kind: Pod
metadata: {name: one}
spec: {containers: [{name: main, image: example/one, ports: [{name: http, containerPort: 8080}]}]}
`,
  'half/a.scenario.yaml': scenario(
    '  ---\n  kind: [\nrequests: [{name: a, from: pod/store/shell, connect: {to: service/store/api, port: 80}, expect: {outcome: delivered}}]\n',
  ),
  'plain/notes.yaml': 'not: a scenario\n',
  'manifests.yaml': MANIFESTS,
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopscope-cli-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  process.chdir(folder);
});

afterAll(() => {
  process.chdir(root);
  rmSync(folder, { recursive: true, force: true });
});

function hopscope(...argv: readonly string[]) {
  const { output, complaints, exitCode } = run(argv);
  return { stdout: output, stderr: complaints.join('\n'), status: exitCode };
}

function spawned(...argv: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [tsx, join(root, 'src/cli/main.ts'), ...argv], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'src/cli/tsconfig.json') },
  });
  return { stdout, stderr, status };
}

function checkResults(text: string): CheckResults {
  return JSON.parse(text) as CheckResults;
}

interface Reachability {
  readonly reachability: readonly {
    readonly pods: readonly string[];
    readonly rows: Readonly<Record<string, string>>;
  }[];
}

describe('check', () => {
  it('passes scenarios found under a folder and passes other files over', () => {
    const { stdout, stderr, status } = hopscope('check', 'good');
    expect({ stdout, stderr, status }).toEqual({
      stdout: '2 files: 2 of 2 requests, 3 of 3 cells as expected',
      stderr: '',
      status: 0,
    });
  });

  it('prints each expectation that fails with both sides, and ends with 1', () => {
    const { stdout, status } = hopscope('check', 'bad');
    expect(stdout).toContain('request a <b> & c');
    expect(stdout).toContain('outcome: expected refused, got delivered');
    expect(stdout).toContain('unsupported: endpoint');
    expect(status).toBe(1);
  });

  it('goes on past a file that cannot be read, says the line, and ends with 2', () => {
    const { stdout, stderr, status } = hopscope('check', 'broken', 'bad', '--format', 'json');
    const { totals, files: results } = checkResults(stdout);
    expect(status).toBe(2);
    expect(results[0]).toMatchObject({ file: 'broken/a.scenario.yaml', requests: [], reachability: [], checks: [] });
    expect(results[0]?.error).toMatch(/line \d/);
    expect(stderr).toContain('broken/a.scenario.yaml: ');
    expect(totals).toEqual({
      files: 3,
      requests: 3,
      requestsPassed: 2,
      cells: 3,
      cellsPassed: 3,
      checks: 0,
      checksPassed: 0,
      errors: 1,
    });
    expect(results[2]?.requests[0]).toEqual({
      name: 'a <b> & c',
      pass: false,
      failures: [
        { key: 'unsupported', expected: 'endpoint', actual: expect.stringContaining('endpoint') as string },
        { key: 'outcome', expected: 'refused', actual: 'delivered' },
      ],
    });
    expect(results[1]?.reachability).toEqual([{ protocol: 'TCP', port: 8080, cells: 3, wrong: [] }]);
  });

  it('names an unknown key of a scenario with its line and the nearest word', () => {
    const { stdout, status } = hopscope('check', 'key');
    expect(stdout).toMatch(/line \d+: .*request.*requests/);
    expect(status).toBe(2);
  });

  it('judges what is left of broken manifests, and complains about them', () => {
    const { stdout, stderr, status } = hopscope('check', 'half');
    expect(stdout).toContain('1 of 1 requests');
    expect(stderr).toMatch(/^half\/a\.scenario\.yaml: manifests line \d+: /);
    expect(status).toBe(0);
  });

  it('reads the manifest files that a scenario names', () => {
    expect(hopscope('check', 'names').status).toBe(0);
    const { stdout, status } = hopscope('check', 'missing');
    expect(stdout).toContain('nowhere.yaml');
    expect(status).toBe(2);
  });

  it('prints JUnit with markup in names escaped', () => {
    const { stdout } = hopscope('check', 'bad', '--format=junit');
    expect(stdout).toContain('<testsuite name="bad/wrong.scenario.yaml" tests="1" failures="1" errors="0">');
    expect(stdout).toContain('name="a &lt;b&gt; &amp; c"');
  });

  it.each([
    { name: 'a path that is not there', argv: ['check', 'nowhere'], says: 'no such file' },
    { name: 'a folder without scenarios', argv: ['check', 'plain'], says: 'There is no *.scenario.yaml under plain' },
    { name: 'no path', argv: ['check'], says: 'at least one path' },
    { name: 'a misspelt option', argv: ['check', '--fromat', 'json', 'good'], says: 'did you mean --format?' },
    { name: 'a format that is not there', argv: ['check', 'good', '--format', 'xml'], says: 'text, json, junit' },
    { name: 'a misspelt command', argv: ['chekc'], says: 'did you mean check?' },
    { name: 'diff, which comes later', argv: ['diff', 'a', 'b'], says: 'not there yet' },
    { name: 'diagnose, which comes later', argv: ['diagnose', 'a'], says: 'not there yet' },
    { name: 'a file that is no scenario', argv: ['check', 'manifests.yaml'], says: 'no scenario' },
  ])('ends with 2 for $name', ({ argv, says }) => {
    const { stdout, stderr, status } = hopscope(...argv);
    expect(`${stdout}${stderr}`).toContain(says);
    expect(status).toBe(2);
  });
});

describe('trace', () => {
  it('tells a saved request hop by hop', () => {
    const { stdout, status } = hopscope('trace', 'good/one.scenario.yaml', '--request', 'by name');
    expect(stdout).toMatch(/^by name: delivered to api-/);
    expect(stdout).toMatch(/service\s+node-\w prerouting\s+Service api/);
    expect(stdout).toContain('could also: 1/2 delivered pod/store/api-');
    expect(status).toBe(0);
  });

  it('ends with 1 where it does not arrive', () => {
    expect(hopscope('trace', 'good/one.scenario.yaml', '--request', 'wrong port').status).toBe(1);
  });

  it.each([
    { name: 'an HTTP request', argv: ['--from', 'pod/store/shell', '--http', 'http://api/'] },
    { name: 'a connection', argv: ['--from', 'pod/store/shell', '--connect', 'api:80'] },
    { name: 'a lookup', argv: ['--from', 'pod/store/shell', '--dns', 'api.store'] },
    { name: 'a curl command', argv: ['--from', 'pod/store/shell', '--', 'curl', '-s', 'http://api/'] },
    { name: 'kubectl exec', argv: ['--', 'kubectl', 'exec', '-n', 'store', 'shell', '--', 'curl', 'http://api/'] },
    { name: 'a netcat command', argv: ['--from', 'pod/store/shell', '--', 'nc', '-zv', 'api', '80'] },
    { name: 'a dig command', argv: ['--from', 'pod/store/shell', '--', 'dig', '+search', 'api'] },
  ])('sends $name over plain manifests', ({ argv }) => {
    expect(hopscope('trace', 'manifests.yaml', ...argv).status).toBe(0);
  });

  it('names what of a command no request can state', () => {
    const argv = ['--from', 'pod/store/shell', '--', 'curl', '-x', 'proxy:1', 'http://api/'];
    const { stderr, status } = hopscope('trace', 'manifests.yaml', ...argv);
    expect(stderr).toContain('Left out of the command: -x proxy:1.');
    expect(status).toBe(0);
  });

  it('prints the trace as JSON, Markdown and mermaid', () => {
    const format = (name: string) =>
      hopscope('trace', 'good/one.scenario.yaml', '--request', 'by name', '--format', name).stdout;
    expect(JSON.parse(format('json'))).toMatchObject({ request: 'by name', outcome: { word: 'delivered' } });
    expect(format('markdown')).toContain('| # | layer | place | what | packet | line |');
    expect(format('mermaid')).toMatch(/^sequenceDiagram\n {2}participant p1 as store\/shell/);
  });

  it.each([
    { name: 'a request that is not saved', argv: ['--request', 'by nam'], says: 'did you mean by name?' },
    { name: 'nothing to send', argv: ['--from', 'client'], says: 'Say what is sent' },
    { name: 'nobody who sends', argv: ['--http', 'http://api/'], says: '--from' },
  ])('ends with 2 for $name', ({ argv, says }) => {
    const { stderr, status } = hopscope('trace', 'good/one.scenario.yaml', ...argv);
    expect(stderr).toContain(says);
    expect(status).toBe(2);
  });
});

describe('print', () => {
  it.each([
    ['a node', ['--on', 'node/node-a', '--', 'iptables-save', '-t', 'nat'], 0, ':KUBE-SERVICES - [0:0]'],
    ['a pod', ['--on', 'pod/store/shell', '--', 'ip', 'route'], 0, 'default via 169.254.1.1 dev eth0'],
    [
      'what is not modelled',
      ['--on', 'pod/store/shell', '--', 'uptime'],
      2,
      'What uptime prints on pod/store/shell is not modelled.',
    ],
    ['a node that is not there', ['--on', 'node/nope', '--', 'ip', 'route'], 2, 'There is no node/nope.'],
    ['no command', ['--on', 'node/node-a'], 2, 'print needs a command after --.'],
  ] as const)('on %s', (_name, argv, exitCode, want) => {
    const result = hopscope('print', 'manifests.yaml', ...argv);
    expect(result.status).toBe(exitCode);
    expect(result.stdout + result.stderr).toContain(want);
  });
});

describe('reach', () => {
  it('prints who may talk to whom, as text and in the shape of reachability', () => {
    const text = hopscope('reach', 'manifests.yaml');
    expect(text.stdout).toContain('pod/store/shell');
    expect(text.status).toBe(0);
    const json = hopscope('reach', 'manifests.yaml', '--port', '8080', '--format', 'json').stdout;
    const { reachability } = JSON.parse(json) as Reachability;
    expect(reachability[0]).toMatchObject({ protocol: 'TCP', port: 8080 });
    expect(Object.keys(reachability[0]?.rows ?? {})).toEqual(reachability[0]?.pods);
  });
});

describe('files of which nothing can be read', () => {
  it.each([
    { name: 'trace', argv: ['trace', 'torn.yaml', '--from', 'client', '--dns', 'x'] },
    { name: 'reach', argv: ['reach', 'torn.yaml'] },
  ])('end $name with 2, file and line named', ({ argv }) => {
    const { stdout, stderr, status } = hopscope(...argv);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^torn\.yaml:\d+: /);
    expect(status).toBe(2);
  });

  it('are named with their own lines where others are read', () => {
    const { stderr, status } = hopscope('reach', 'manifests.yaml', 'torn.yaml');
    expect(stderr).toMatch(/^torn\.yaml:[12]: /);
    expect(status).toBe(0);
  });
});

describe('reach with the name of a port', () => {
  it('says which there are where no container has it', () => {
    const { stderr, status } = hopscope('reach', 'ports.yaml', '--port', 'htpt');
    expect(stderr).toContain('There is no container port htpt; did you mean http? There are: ');
    expect(status).toBe(2);
    expect(hopscope('reach', 'ports.yaml', '--port', 'http').status).toBe(0);
  });

  it('counts one pod as one', () => {
    const table = { protocol: 'TCP', port: 80, pods: ['pod/default/one'], rows: { 'pod/default/one': '.' } } as const;
    expect(reachText(table)).toContain('TCP 80: 1 sender and receiver, 0 of 1 ways closed');
  });
});

describe('the program', () => {
  it('writes results to standard output, complaints to standard error, and exits with the code', () => {
    const { stdout, stderr, status } = spawned('check', 'broken', '--format', 'json');
    expect(checkResults(stdout).totals.errors).toBe(1);
    expect(stderr).toContain('broken/a.scenario.yaml: ');
    expect(status).toBe(2);
  });

  it('does not mind a reader who stops reading', () => {
    const command = `'${process.execPath}' '${tsx}' '${join(root, 'src/cli/main.ts')}' check good --format json | head -c 1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '{', stderr: '' });
  });
});
