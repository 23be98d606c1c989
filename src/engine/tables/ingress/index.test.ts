import { buildCluster } from '#cluster';
import type { ClusterInput } from '#document';
import { loadManifests, refText } from '#manifests';
import { describe, expect, it } from 'vitest';
import type { NginxConfiguration } from './configuration.ts';
import { createIngressTables } from './index.ts';
import { configuredCertificate, matchCertificate, matchLocation, matchServer } from './match.ts';

const CONTROLLER = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ic, namespace: edge}
spec:
  selector: {matchLabels: {app: ic}}
  template:
    metadata: {labels: {app: ic}}
    spec:
      containers:
        - name: controller
          image: registry.k8s.io/ingress-nginx/controller:v1.15.1
          args: [/nginx-ingress-controller, --configmap=edge/ic FLAGS]
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: nginx}
spec: {controller: k8s.io/ingress-nginx}
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: other}
spec: {controller: example.com/other}
`;

function configuration(docs: readonly string[], flags = '', settings: ClusterInput = {}): NginxConfiguration {
  const text = [CONTROLLER.replace(' FLAGS', flags), ...docs].join('\n---\n');
  const cluster = buildCluster({ manifests: loadManifests(text).objects, settings, faults: [] });
  const [made] = createIngressTables(cluster).all();
  if (made?.kind !== 'nginx') throw new Error('no ingress-nginx in the cluster');
  return made;
}

interface Written {
  readonly name?: string;
  readonly age?: string;
  readonly class?: string | null;
  readonly annotations?: Readonly<Record<string, string>>;
  /** `HOST TYPE PATH SERVICE`, `-` for no host. */
  readonly rules?: readonly string[];
  readonly backend?: string;
  readonly tls?: string;
}

function ingress(given: Written): string {
  const annotations = Object.entries(given.annotations ?? {}).map(
    ([key, value]) => `${key.includes('/') ? key : `nginx.ingress.kubernetes.io/${key}`}: ${JSON.stringify(value)}`,
  );
  const rules = (given.rules ?? []).map((line) => {
    const [host = '', type, path, service] = line.split(' ');
    const paths =
      type === undefined
        ? ''
        : `, http: {paths: [{path: '${path}', pathType: ${type}, backend: {service: {name: ${service}, port: {number: 80}}}}]}`;
    return host === '-' ? `{${paths.slice(2)}}` : `{host: '${host}'${paths}}`;
  });
  const age = given.age === undefined ? '' : `, creationTimestamp: '${given.age}'`;
  const spec = [
    ...(given.class === null ? [] : [`ingressClassName: ${given.class ?? 'nginx'}`]),
    ...(given.backend === undefined ? [] : [`defaultBackend: {service: {name: ${given.backend}, port: {number: 80}}}`]),
    ...(given.tls === undefined ? [] : [`tls: ${given.tls}`]),
    `rules: [${rules.join(', ')}]`,
  ];
  return `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: ${given.name ?? 'i'}, namespace: n, annotations: {${annotations.join(', ')}}${age}}, spec: {${spec.join(', ')}}}`;
}

/** `UPSTREAM` that takes a request, as nginx names it. */
function upstreamFor(made: NginxConfiguration, host: string, path: string): string {
  return matchLocation(matchServer(made, host).won, path)?.won.upstream ?? 'nobody';
}

describe('an Ingress is served', () => {
  const classAnnotation = 'kubernetes.io/ingress.class';
  it.each([
    { name: 'when its class is the controller’s', given: { class: 'nginx' }, flags: '', served: true },
    { name: 'not when the class is another’s', given: { class: 'other' }, flags: '', served: false },
    { name: 'not when the class does not exist', given: { class: 'none' }, flags: '', served: false },
    { name: 'not without a class', given: { class: null }, flags: '', served: false },
    {
      name: 'without a class where the flag says so',
      given: { class: null },
      flags: ', --watch-ingress-without-class',
      served: true,
    },
    {
      name: 'by the older annotation',
      given: { class: null, annotations: { [classAnnotation]: 'nginx' } },
      flags: '',
      served: true,
    },
    {
      name: 'not by an annotation with another value, whatever the flag',
      given: { class: null, annotations: { [classAnnotation]: 'x' } },
      flags: ', --watch-ingress-without-class=true',
      served: false,
    },
    {
      name: 'by the name of a class that another controller has, with the flag for names',
      given: { class: 'other' },
      flags: ', --ingress-class=other, --ingress-class-by-name',
      served: true,
    },
    {
      name: 'not when an annotation has a value that the controller refuses whole',
      given: { annotations: { 'permanent-redirect': 'https://{x}' } },
      flags: '',
      served: false,
    },
  ] as const)('$name', ({ given, flags, served }) => {
    const made = configuration([ingress({ ...given, rules: ['a.test Prefix / web'] })], flags);
    expect(made.served.map(({ ref }) => ref.name)).toEqual(served ? ['i'] : []);
    expect(made.unserved.length).toBe(served ? 0 : 1);
  });
});

describe('a request comes to the upstream', () => {
  it.each([
    {
      name: 'of the oldest Ingress for the same path',
      given: [
        ingress({ name: 'young', age: '2025-02-01T00:00:00Z', rules: ['a.test Prefix / young'] }),
        ingress({ name: 'old', age: '2025-01-01T00:00:00Z', rules: ['a.test Prefix / old'] }),
      ],
      asked: ['a.test', '/'],
      want: 'n-old-80',
    },
    {
      name: 'of the greater name where both are as old',
      given: [
        ingress({ name: 'a', age: '2025-01-01T00:00:00Z', rules: ['a.test Prefix / first'] }),
        ingress({ name: 'b', age: '2025-01-01T00:00:00Z', rules: ['a.test Prefix / second'] }),
      ],
      asked: ['a.test', '/'],
      want: 'n-second-80',
    },
    {
      name: 'of the exact host, also where only the wildcard has the path',
      given: [ingress({ rules: ['*.a.test Prefix / wild', 'x.a.test Prefix /p exact'] })],
      asked: ['x.a.test', '/q'],
      want: 'upstream-default-backend',
    },
    {
      name: 'of the wildcard for one label',
      given: [ingress({ rules: ['*.a.test Prefix / wild'] })],
      asked: ['x.a.test', '/'],
      want: 'n-wild-80',
    },
    {
      name: 'of nobody for two labels under a wildcard',
      given: [ingress({ rules: ['*.a.test Prefix / wild'] })],
      asked: ['y.x.a.test', '/'],
      want: 'upstream-default-backend',
    },
    {
      name: 'of an alias before a wildcard',
      given: [
        ingress({ name: 'w', rules: ['*.a.test Prefix / wild'] }),
        ingress({ name: 'm', annotations: { 'server-alias': 'x.a.test' }, rules: ['m.test Prefix / main'] }),
      ],
      asked: ['x.a.test', '/'],
      want: 'n-main-80',
    },
    {
      name: 'of the host rather than of an alias with its name',
      given: [
        ingress({ name: 'm', annotations: { 'server-alias': 'x.test' }, rules: ['m.test Prefix / main'] }),
        ingress({ name: 'x', rules: ['x.test Prefix / own'] }),
      ],
      asked: ['x.test', '/'],
      want: 'n-own-80',
    },
    {
      name: 'of the rule without a host',
      given: [ingress({ rules: ['- Prefix / any'] })],
      asked: ['z.test', '/'],
      want: 'n-any-80',
    },
    {
      name: 'of the default backend of an Ingress without rules',
      given: [ingress({ backend: 'all' })],
      asked: ['z.test', '/'],
      want: 'n-all-80',
    },
    {
      name: 'of the default backend of an Ingress with rules for its own hosts',
      given: [ingress({ backend: 'rest', rules: ['a.test Prefix /p web'] })],
      asked: ['a.test', '/q'],
      want: 'n-rest-80',
    },
    {
      name: 'but not for other hosts',
      given: [ingress({ backend: 'rest', rules: ['a.test Prefix /p web'] })],
      asked: ['z.test', '/q'],
      want: 'upstream-default-backend',
    },
    {
      name: 'of nobody on a host that only a canary names',
      given: [ingress({ annotations: { canary: 'true' }, rules: ['a.test Prefix / web'] })],
      asked: ['a.test', '/'],
      want: 'upstream-default-backend',
    },
  ])('$name', ({ given, asked, want }) => {
    const [host = '', path = ''] = asked;
    expect(upstreamFor(configuration(given), host, path)).toBe(want);
  });
});

describe('a canary', () => {
  const main = ingress({ name: 'main', rules: ['a.test Prefix /p main', 'a.test Prefix /q main'] });
  const canary = (rule: string) => ingress({ name: 'canary', annotations: { canary: 'true' }, rules: [rule] });

  it.each([
    ['hangs on the upstream of its partner', 'a.test Prefix /p next', ['n-next-80']],
    ['with another path type is dropped', 'a.test Exact /p next', []],
    ['with another path is dropped', 'a.test Prefix /r next', []],
    ['with the main Service is no canary', 'a.test Prefix /p main', []],
  ])('%s', (_, rule, want) => {
    expect(configuration([main, canary(rule)]).upstreams.get('n-main-80')?.alternatives).toEqual(want);
  });
});

describe('the implied root of a host', () => {
  it('has the annotations of the Ingress that named the host first', () => {
    const made = configuration([
      ingress({ name: 'a', annotations: { 'allowlist-source-range': '10.0.0.0/8' }, rules: ['a.test Prefix /p web'] }),
      ingress({ name: 'b', rules: ['a.test Prefix /q web'] }),
    ]);
    const found = matchLocation(matchServer(made, 'a.test').won, '/z')?.won;
    expect(found?.implied).toBe(true);
    expect(found?.annotations.access.allow).toEqual(['10.0.0.0/8']);
  });
});

describe('certificates', () => {
  const tls = '[{hosts: [a.test], secretName: s}]';

  it('of a Secret that is not there are taken to fit', () => {
    const made = configuration([ingress({ rules: ['a.test Prefix / web'], tls })]);
    expect(matchCertificate(made, 'a.test')).toMatchObject({ shown: { kind: 'secret', name: 's' }, origin: 'assumed' });
  });

  it('of a Secret that is not there are the fake one where what is written counts', () => {
    const made = configuration([ingress({ rules: ['a.test Prefix / web'], tls })], '', { secrets: 'asWritten' });
    expect(matchCertificate(made, 'a.test').shown.kind).toBe('fake');
    expect(configuredCertificate(made, 'a.test')).not.toBeNull();
  });

  it('are not found in another namespace', () => {
    const elsewhere = '{apiVersion: v1, kind: Secret, metadata: {name: s, namespace: m}}';
    const made = configuration([ingress({ rules: ['a.test Prefix / web'], tls }), elsewhere]);
    expect(matchCertificate(made, 'a.test').shown.kind).toBe('fake');
  });

  it('of a wildcard host serve its neighbours', () => {
    const made = configuration([
      ingress({ name: 'w', rules: ['*.a.test Prefix / web'], tls: '[{hosts: ["*.a.test"], secretName: s}]' }),
      ingress({ name: 'x', rules: ['x.a.test Prefix / web'] }),
    ]);
    expect(configuredCertificate(made, 'x.a.test')?.shown).toMatchObject({ kind: 'secret', name: 's' });
  });

  it('are not there for a host without tls, and its plain HTTP stays', () => {
    const made = configuration([ingress({ rules: ['a.test Prefix / web'] })]);
    expect(configuredCertificate(made, 'a.test')).toBeNull();
  });
});

describe('a configuration that nginx refuses', () => {
  it('leaves the one before in force', () => {
    const made = configuration([
      ingress({ name: 'a', rules: ['a.test Prefix /p web'] }),
      ingress({ name: 'b', rules: ['a.test Prefix /p/ web'] }),
    ]);
    expect(made.served.map(({ ref }) => ref.name)).toEqual(['a']);
    expect(made.unserved.map(({ ingress: one, reason }) => [refText(one.ref), reason])).toEqual([
      ['Ingress/n/b', 'ConfigurationRefused'],
    ]);
  });
});
