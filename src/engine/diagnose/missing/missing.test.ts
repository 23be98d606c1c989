import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCluster } from '#cluster';
import { loadManifests } from '#manifests';
import { referenceProblems } from './reference-problems.ts';
import { sampleWorkloads } from './sample-workloads.ts';

function clusterOf(...documents: readonly string[]) {
  const { objects, problems } = loadManifests(documents.join('\n---\n'));
  const errors = problems.filter(({ severity }) => severity === 'error').map(({ sentence }) => sentence);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return buildCluster({ manifests: objects, settings: {}, faults: [] });
}

const service = (name: string, spec: string, namespace = 'shop') =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {${/ports:|ExternalName/.test(spec) ? spec : `${spec}, ports: [{port: 80}]`}}`;
const pods = (name: string, labels: string, { namespace = 'shop', replicas = 1 } = {}) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {replicas: ${replicas}, selector: {matchLabels: {${labels}}}, template: {metadata: {labels: {${labels}}}, spec: {containers: [{name: main, image: example/a}]}}}`;
const ingress = (backend: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: edge, namespace: shop}\nspec: {rules: [{host: shop.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {${backend}}}}]}}]}`;
const policy = (spec: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: guard, namespace: shop}\nspec: {${spec}}`;
const WEB = 'selector: {app: web}, ports: [{port: 80, targetPort: 8080}]';

const told = (...documents: readonly string[]) =>
  referenceProblems(clusterOf(...documents)).map(
    ({ code, severity, object, field }) => `${severity} ${code} ${object ?? '-'} ${field?.join('.') ?? '-'}`,
  );
const explained = (...documents: readonly string[]) => sampleWorkloads(clusterOf(...documents))?.explained ?? null;

const NO_PODS = 'info NoPodsForService Service/shop/web spec.selector';
const SLIP = 'warning SelectorMatchesNothing Service/shop/web spec.selector';

describe('references to what is not there', () => {
  it.each([
    { name: 'a Service alone', documents: [service('web', WEB)], want: [NO_PODS] },
    {
      name: 'a Service beside pods of another that share a label',
      documents: [
        service('web', 'selector: {name: web, part-of: shop}'),
        service('cart', 'selector: {name: cart}'),
        pods('cart', 'name: cart, part-of: shop'),
      ],
      want: [NO_PODS],
    },
    {
      name: 'a Service that misses its pods by a letter',
      documents: [service('web', 'selector: {app: website}'), pods('a', 'app: webiste')],
      want: [SLIP],
    },
    {
      name: 'a Service whose pods have a longer name',
      documents: [service('web', WEB), pods('a', 'app: web-api')],
      want: [SLIP],
    },
    {
      name: 'a Service that misses its pods by a letter, though another Service selects them',
      documents: [
        service('web', 'selector: {app: websitex}'),
        service('web-external', 'selector: {app: website}'),
        pods('a', 'app: website'),
      ],
      want: [SLIP],
    },
    {
      name: 'a Service named as its selector, beside one for the next version that has its pods',
      documents: [
        service('catalog-v1', 'selector: {app: catalog-v1}'),
        service('catalog-v2', 'selector: {app: catalog-v2}'),
        pods('a', 'app: catalog-v2'),
      ],
      want: ['info NoPodsForService Service/shop/catalog-v1 spec.selector'],
    },
    {
      name: 'a Service that asks for a label too many',
      documents: [service('web', 'selector: {app: web, tier: x}'), pods('a', 'app: web')],
      want: [SLIP],
    },
    {
      name: 'pods in another namespace',
      documents: [service('web', WEB), pods('a', 'app: web', { namespace: 'back' })],
      want: [SLIP],
    },
    {
      name: 'an Ingress without its Service',
      documents: [ingress('name: web, port: {number: 80}')],
      want: ['warning BackendServiceMissing Ingress/shop/edge spec.rules.0.http.paths.0.backend.service.name'],
    },
    {
      name: 'an Ingress with a port that its Service does not have',
      documents: [ingress('name: web, port: {number: 81}'), service('web', WEB), pods('a', 'app: web')],
      want: ['warning BackendPortMissing Ingress/shop/edge spec.rules.0.http.paths.0.backend.service.port'],
    },
    { name: 'a Service with its pods: silence', documents: [service('web', WEB), pods('a', 'app: web')], want: [] },
    {
      name: 'pods scaled to none: silence',
      documents: [service('web', WEB), pods('a', 'app: web', { replicas: 0 })],
      want: [],
    },
    { name: 'a Service without a selector: silence', documents: [service('web', 'ports: [{port: 80}]')], want: [] },
    {
      name: 'a name outside: silence',
      documents: [service('web', 'type: ExternalName, externalName: a.example.com')],
      want: [],
    },
    {
      name: 'written endpoints: silence',
      documents: [
        service('web', WEB),
        'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: web-1, namespace: shop, labels: {kubernetes.io/service-name: web}}\naddressType: IPv4\nendpoints: []\nports: []',
      ],
      want: [],
    },
    {
      name: 'an Ingress that names a port by name: silence',
      documents: [
        ingress('name: web, port: {name: http}'),
        service('web', 'selector: {app: web}, ports: [{name: http, port: 80}]'),
        pods('a', 'app: web'),
      ],
      want: [],
    },
  ])('$name', ({ documents, want }) => {
    expect(told(...documents)).toEqual(want);
  });

  it('name what was meant', () => {
    const [problem] = referenceProblems(clusterOf(service('web', WEB), pods('a', 'app: web-api')));
    expect(problem).toMatchObject({ nearest: ['app=web-api'] });
    expect(problem?.sentence).toBe(
      'No pod in namespace shop has app=web, which this Service selects; pods there have app=web-api.',
    );
  });
});

describe('sample workloads', () => {
  it.each([
    { name: 'none where nothing is missing', documents: [service('web', WEB), pods('a', 'app: web')], want: null },
    { name: 'none that would hide a slip', documents: [service('web', WEB), pods('a', 'app: web-api')], want: null },
    {
      name: 'none that would hide a slip where another Service selects the pods',
      documents: [
        service('web', 'selector: {app: websitex}'),
        service('web-external', 'selector: {app: website}'),
        pods('a', 'app: website'),
      ],
      want: null,
    },
    {
      name: 'pods for a Service, and a client where nobody is there',
      documents: [service('web', WEB)],
      want: [
        'Deployment shop/web: 2 pods with app=web, listening on 8080, for Service web.',
        'Deployment shop/client: one pod with app=client, to send from.',
      ],
    },
    {
      name: 'a StatefulSet for a headless Service',
      documents: [service('db', 'clusterIP: None, selector: {app: db}, ports: [{port: 5432}]'), pods('a', 'app: a')],
      want: ['StatefulSet shop/db: 2 pods with app=db, listening on 5432, for Service db.'],
    },
    {
      name: 'one workload for two Services that its pods satisfy',
      documents: [
        service('web', WEB),
        service('admin', 'selector: {app: web, role: admin}, ports: [{port: 9000}]'),
        pods('a', 'app: a'),
      ],
      want: [
        'Deployment shop/admin: 2 pods with app=web, role=admin, listening on 9000, 8080, for Service admin, for Service web.',
      ],
    },
    {
      name: 'a number for a named target port',
      documents: [
        service(
          'web',
          'selector: {app: web}, ports: [{name: a, port: 80, targetPort: http}, {name: b, port: 81, targetPort: 8080}]',
        ),
        pods('a', 'app: a'),
      ],
      want: ['Deployment shop/web: 2 pods with app=web, listening on 8081, 8080, for Service web.'],
    },
    {
      name: 'a Service too where an Ingress has none',
      documents: [ingress('name: web, port: {number: 80}'), pods('a', 'app: a')],
      want: [
        'Service shop/web, to which an Ingress sends.',
        'Deployment shop/web: 2 pods with app=web, listening on 8080, for Service web, which is added too.',
      ],
    },
    {
      name: 'pods for a policy and its peers, with their namespace',
      documents: [
        policy(
          'podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: api}}}, {namespaceSelector: {matchLabels: {team: ops}}}], ports: [{port: 5432}]}]',
        ),
      ],
      want: [
        'Namespace ops with team=ops, for a NetworkPolicy.',
        'Deployment shop/db: 2 pods with app=db, listening on 5432, to which NetworkPolicy guard applies.',
        'Deployment shop/api: one pod with app=api, a peer of NetworkPolicy guard.',
        'Deployment ops/client: one pod with app=client, a peer of NetworkPolicy guard.',
      ],
    },
    {
      name: 'somebody for a policy that selects every pod where none is',
      documents: [policy('podSelector: {}')],
      want: ['Deployment shop/client: one pod with app=client, to which NetworkPolicy guard applies.'],
    },
    {
      name: 'no Service where the Ingress likely means one that is there',
      documents: [ingress('name: websiet, port: {number: 80}'), service('website', WEB), pods('a', 'app: web')],
      want: null,
    },
    {
      name: 'another name where a workload has it',
      documents: [service('web', WEB), pods('web', 'app: other')],
      want: ['Deployment shop/web-2: 2 pods with app=web, listening on 8080, for Service web.'],
    },
  ])('$name', ({ documents, want }) => {
    expect(explained(...documents)).toEqual(want);
  });
});

const label = fc.constantFrom('app: web', 'app: db', 'tier: "1"', 'app.kubernetes.io/name: cart', 'on: "yes"');
const wanted = fc.uniqueArray(label, { minLength: 1, maxLength: 2, selector: (text) => text.split(':')[0] });
const port = fc.constantFrom(
  '{port: 80, name: a}',
  '{port: 81, name: b, targetPort: http}',
  '{port: 53, name: c, protocol: UDP}',
  '{port: 443, name: d, targetPort: 8443}',
);
const some = fc.record({
  name: fc.constantFrom('web', 'api', 'db', 'cart'),
  namespace: fc.constantFrom('shop', 'back'),
  labels: wanted,
  ports: fc.uniqueArray(port, { minLength: 1, maxLength: 4 }),
  headless: fc.boolean(),
});

describe('laws', () => {
  it('with the samples appended every Service has endpoints, nothing is missing and no problem is new', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(some, { minLength: 1, maxLength: 5, selector: (one) => `${one.namespace}/${one.name}` }),
        (services) => {
          const documents = services.map(({ name, namespace, labels, ports, headless }) => {
            const address = headless ? 'clusterIP: None, ' : '';
            return service(name, `${address}selector: {${labels.join(', ')}}, ports: [${ports.join(', ')}]`, namespace);
          });
          const text = `${documents.join('\n---\n')}\n`;
          const samples = sampleWorkloads(clusterOf(text));
          const after = loadManifests(text + (samples?.text ?? ''));
          expect(after.problems).toEqual([]);
          const cluster = buildCluster({ manifests: after.objects, settings: {}, faults: [] });
          expect(referenceProblems(cluster)).toEqual([]);
          expect(sampleWorkloads(cluster)).toBeNull();
          for (const { namespace, name, ports } of services) {
            const slices = cluster.slicesOf.get(`${namespace}/${name}`) ?? [];
            expect(new Set(slices.flatMap((slice) => slice.ports.map((one) => one.name))).size).toBe(ports.length);
            expect(slices.some(({ endpoints }) => endpoints.length > 0)).toBe(true);
          }
        },
      ),
    );
  });
});
