import { dump } from 'js-yaml';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml } from '#source';
import { loadManifests } from '../load-manifests.ts';
import { reindent } from './reindent.ts';
import { reindentText } from './reindent-text.ts';

const flatten = (text: string) => text.replace(/^ +/gm, '');
const read = (text: string | null) => {
  const reading = text === null ? null : readYaml(text);
  return reading?.kind === 'read' ? reading.values[0] : null;
};
const HEAD = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n';
const WORKLOAD =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels:\n      app: web\n  template:\n    metadata:\n      labels:\n        app: web\n';

describe('a document without indentation', () => {
  it.each([
    {
      name: 'a Service',
      text: `${HEAD}spec:\n  selector:\n    app: web\n  ports:\n  - name: http\n    port: 80\n  - port: 81\n    protocol: TCP\n`,
    },
    {
      name: 'labels before the name',
      text: 'apiVersion: v1\nkind: Service\nmetadata:\n  labels:\n    app: web\n  name: web\nspec:\n  ports:\n  - port: 80\n',
    },
    {
      name: 'a type behind the selector',
      text: `${HEAD}spec:\n  selector:\n    app: web\n  type: NodePort\n  ports:\n  - port: 80\n`,
    },
    {
      name: 'a field in camel case behind the selector',
      text: `${HEAD}spec:\n  selector:\n    app: web\n  sessionAffinity: ClientIP\n`,
    },
    {
      name: 'comments and blank lines',
      text: `# the web\n${HEAD}spec:\n  # outside\n  ports:\n\n  - port: 80 # http\n`,
    },
    { name: 'flow style', text: `${HEAD}spec:\n  selector: {app: web}\n  ports: [{port: 80}]\n` },
    {
      name: 'a second container with ports of the first before it',
      text: `${WORKLOAD}    spec:\n      containers:\n      - name: a\n        image: x:1\n        ports:\n        - name: http\n          containerPort: 80\n      - name: b\n        image: y\n`,
    },
    {
      name: 'a peer in camel case and braces on the last line',
      text: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: a\nspec:\n  podSelector: {}\n  ingress:\n  - from:\n    - podSelector: {}',
    },
    {
      name: 'a podSelector behind the peers',
      text: 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: a\nspec:\n  ingress:\n  - from:\n    - namespaceSelector:\n        matchLabels:\n          team: a\n      podSelector:\n        matchLabels:\n          app: b\n  podSelector:\n    matchLabels:\n      app: c\n',
    },
  ])('$name is indented again', ({ text }) => {
    expect(read(reindent(flatten(text)))).toEqual(read(text));
    expect(read(reindent(flatten(text)))).not.toBeNull();
  });

  it.each([
    { name: 'a literal block', text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\nname: a\ndata:\nconf: |\nmode: x\n' },
    { name: 'a kind without a shape', text: 'apiVersion: example.com/v1\nkind: Widget\nmetadata:\nname: a\n' },
    { name: 'a key that no shape has', text: `${flatten(HEAD)}spec:\nwidgets: 3\n` },
    {
      name: 'a word that is a label or the namespace',
      text: 'apiVersion: v1\nkind: Namespace\nmetadata:\nname: a\nlabels:\nteam: b\nnamespace: c\n',
    },
    { name: 'a required field left out', text: `${flatten(HEAD)}spec:\nports:\n- name: http\n` },
    { name: 'prose behind it', text: `${flatten(HEAD)}spec:\nports:\n- port: 80\nThis is prose.\n` },
  ])('$name: nobody can be sure', ({ text }) => {
    expect(reindent(text)).toBeNull();
  });

  it.each([
    { name: 'a sentence', glued: 'Services are stable, pods are not.' },
    { name: 'a sentence that begins with a word and a colon', glued: 'Important: each balancer costs.' },
    { name: 'a heading with a colon in it', glued: 'LoadBalancer: what the cloud adds' },
  ])('$name glued to its last line is kept as a comment', ({ glued }) => {
    const text = `${flatten(HEAD)}spec:\nports:\n- port: 80\nprotocol: TCP${glued}`;
    expect(reindent(text)).toBe(`${HEAD}spec:\n  ports:\n  - port: 80\n    protocol: TCP\n# ${glued}`);
  });
});

describe('a text with lost indentation', () => {
  const rows = [
    { name: 'all at the left', text: flatten(`${HEAD}spec:\n  ports:\n  - port: 80\n`) },
    {
      name: 'all in one column, not the first',
      text: flatten(`${HEAD}spec:\n  ports:\n  - port: 80\n`).replace(/^(?=.)/gm, '  '),
    },
    { name: 'list dashes at the left', text: `${HEAD}spec:\n  ports:\n- port: 80\n  name: http\n` },
    {
      name: 'broken by what is glued to it',
      text: `${flatten(HEAD)}spec:\ntype: ClusterIP\nports:\n- port: 80Layer 2: the nodes`,
    },
  ];

  it.each(rows)('$name is told, not read', ({ text }) => {
    const { objects, problems } = loadManifests(text);
    expect(objects).toEqual([]);
    expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['error LostIndentation']);
  });

  it.each(rows)('$name reads well when it is indented again', ({ text }) => {
    const again = reindentText(loadManifests(text));
    expect(loadManifests(again ?? '').problems).toEqual([]);
    expect(loadManifests(again ?? '').objects.map(({ ref }) => ref.name)).toEqual(['web']);
  });

  it.each([
    { name: 'metadata without anything', text: 'apiVersion: v1\nkind: Service\nmetadata:\nspec: {}\n' },
    {
      name: 'flow style on every line',
      text: 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 80}]}\n',
    },
    { name: 'a slip in one line', text: `${HEAD}spec:\n  ports:\n  - port: 80\n   name: x\n` },
  ])('$name is something else', ({ text }) => {
    expect(loadManifests(text).problems.map(({ code }) => code)).not.toContain('LostIndentation');
  });

  it('leaves every other document as it is', () => {
    const sound = `${HEAD}spec:\n  ports:\n  - port: 80\n`;
    const text = `# first\n${sound}---\n${flatten(sound).replace('web', 'api')}---\n${sound.replace('web', 'db')}`;
    expect(reindentText(loadManifests(text))).toBe(
      text.replace(flatten(sound).replace('web', 'api'), sound.replace('web', 'api')),
    );
  });

  it('has nothing to offer for a sound text', () => {
    expect(reindentText(loadManifests(`${HEAD}spec:\n  ports:\n  - port: 80\n`))).toBeNull();
  });
});

const word = fc.constantFrom('web', 'api', 'db', 'cart', 'front-end', 'v1', 'a.b');
const port = fc.constantFrom(80, 443, 8080);
const labels = fc.dictionary(fc.constantFrom('app', 'tier', 'app.kubernetes.io/name', 'team', 'version'), word, {
  minKeys: 1,
  maxKeys: 3,
});
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const few = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 1, maxLength: 3 });
const some = (model: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(model).map((value) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>);
const metadata = some({
  annotations: optional(fc.dictionary(fc.constantFrom('example.com/a', 'note'), word, { minKeys: 1 })),
  labels: optional(labels),
  name: word,
  namespace: optional(word),
});
const selector = some({
  matchLabels: labels,
  matchExpressions: optional(few(some({ key: word, operator: fc.constantFrom('In', 'NotIn'), values: few(word) }))),
});
const probe = some({ httpGet: some({ path: fc.constant('/ready'), port }), periodSeconds: optional(fc.constant(5)) });
const container = some({
  args: optional(few(fc.constantFrom('--flag=x', 'serve'))),
  env: optional(few(some({ name: fc.constant('MODE'), value: word }))),
  image: fc.constantFrom('example/web:1', 'nginx'),
  name: word,
  ports: optional(
    few(some({ containerPort: port, name: optional(word), protocol: optional(fc.constantFrom('TCP', 'UDP')) })),
  ),
  readinessProbe: optional(probe),
  resources: optional(some({ limits: some({ cpu: fc.constant('1'), memory: fc.constant('1Gi') }) })),
  volumeMounts: optional(few(some({ mountPath: fc.constant('/data'), name: word }))),
});
const podSpec = some({
  containers: few(container),
  initContainers: optional(few(container)),
  nodeSelector: optional(labels),
  serviceAccountName: optional(word),
  volumes: optional(few(some({ configMap: some({ name: word }), name: word }))),
});
const template = some({ metadata: some({ labels }), spec: podSpec });
const workload = (spec: Record<string, fc.Arbitrary<unknown>>) => some({ ...spec, selector, template });
const peer = fc.oneof(
  some({ podSelector: some({ matchLabels: labels }), namespaceSelector: optional(selector) }),
  some({ ipBlock: some({ cidr: fc.constant('10.0.0.0/8'), except: optional(few(fc.constant('10.1.0.0/16'))) }) }),
);
const policyPorts = optional(few(some({ port, protocol: fc.constantFrom('TCP', 'UDP') })));
const backend = some({ service: some({ name: word, port: some({ number: port }) }) });
const SPECS: Record<string, fc.Arbitrary<Record<string, unknown>>> = {
  Service: some({
    type: optional(fc.constantFrom('ClusterIP', 'NodePort')),
    selector: labels,
    ports: few(
      some({
        name: optional(word),
        port,
        targetPort: optional(fc.oneof(port, word)),
        protocol: optional(fc.constant('TCP')),
      }),
    ),
    sessionAffinity: optional(fc.constant('ClientIP')),
  }),
  Deployment: workload({ replicas: fc.constant(2) }),
  StatefulSet: workload({ serviceName: word, replicas: fc.constant(3) }),
  DaemonSet: workload({}),
  Job: some({ backoffLimit: optional(fc.constant(3)), template }),
  Pod: podSpec,
  Ingress: some({
    ingressClassName: optional(word),
    rules: few(
      some({
        host: optional(fc.constant('shop.example.com')),
        http: some({ paths: few(some({ backend, path: fc.constant('/x'), pathType: fc.constant('Prefix') })) }),
      }),
    ),
    tls: optional(few(some({ hosts: few(word), secretName: word }))),
  }),
  NetworkPolicy: some({
    podSelector: some({ matchLabels: labels }),
    policyTypes: few(fc.constantFrom('Ingress', 'Egress')),
    ingress: optional(few(some({ from: few(peer), ports: policyPorts }))),
    egress: optional(few(some({ to: optional(few(peer)), ports: few(some({ port })) }))),
  }),
};
const made = fc.oneof(
  ...Object.entries(SPECS).map(([kind, spec]) =>
    fc.tuple(metadata, spec).map(([meta, body]) => ({ apiVersion: 'v1', kind, metadata: meta, spec: body })),
  ),
  metadata.map((meta) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: meta })),
  fc.tuple(metadata, labels).map(([meta, data]) => ({ apiVersion: 'v1', kind: 'ConfigMap', data, metadata: meta })),
);

describe('laws', () => {
  it.each([{ sortKeys: false }, { sortKeys: true }])(
    'what is printed and flattened reads as before ($sortKeys)',
    (options) => {
      fc.assert(
        fc.property(made, (object) => {
          const text = dump(object, { lineWidth: -1, noRefs: true, ...options });
          expect(read(reindent(flatten(text)))).toEqual(object);
        }),
        { numRuns: 300 },
      );
    },
  );
});
