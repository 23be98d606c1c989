import fc from 'fast-check';

const APPS = ['web', 'api', 'db', 'cart'] as const;
const SPACES = ['shop', 'back'] as const;

interface App {
  readonly name: string;
  readonly namespace: string;
  readonly replicas: number;
  readonly port: number;
  readonly named: boolean;
  readonly service: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'headless' | 'none';
  readonly policy: 'Cluster' | 'Local';
  readonly selectorFits: boolean;
  readonly readyPods: boolean;
}

interface Guard {
  readonly namespace: string;
  readonly app: string;
  readonly from: string;
  readonly direction: 'Ingress' | 'Egress';
  readonly port: number | null;
}

const app = (name: string): fc.Arbitrary<App> =>
  fc.record({
    name: fc.constant(name),
    namespace: fc.constantFrom(...SPACES),
    replicas: fc.integer({ min: 0, max: 4 }),
    port: fc.constantFrom(80, 3000, 8080),
    named: fc.boolean(),
    service: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer', 'headless', 'none'),
    policy: fc.constantFrom('Cluster', 'Local'),
    selectorFits: fc.boolean().map((fits) => fits),
    readyPods: fc.boolean(),
  });

const guard: fc.Arbitrary<Guard> = fc.record({
  namespace: fc.constantFrom(...SPACES),
  app: fc.constantFrom(...APPS),
  from: fc.constantFrom(...APPS),
  direction: fc.constantFrom('Ingress', 'Egress'),
  port: fc.constantFrom(null, 80, 3000),
});

/** A small random cluster with requests, as scenario text: Services of every type, policies, an Ingress, every setting that changes the way. */
export const randomScenario: fc.Arbitrary<string> = fc
  .record({
    apps: fc.tuple(...APPS.map(app)),
    guards: fc.array(guard, { maxLength: 3 }),
    cni: fc.constantFrom('calico', 'flannel', 'cilium', 'kindnet'),
    balancer: fc.constantFrom('cloud', 'gcp', 'metallb-l2', 'none'),
    proxy: fc.constantFrom('iptables', 'nftables', 'ipvs', 'ebpf'),
    from: fc.constantFrom(...APPS),
    to: fc.constantFrom(...APPS),
    seed: fc.integer({ min: 1, max: 50 }),
  })
  .map(({ apps, guards, cni, balancer, proxy, from, to, seed }) => {
    const sender = apps.find(({ name }) => name === from);
    const target = apps.find(({ name }) => name === to);
    const documents = [...apps.flatMap(appDocuments), ...guards.map(guardDocument), ingressDocument(apps)];
    const pod = `deployment/${sender?.namespace}/${from}`;
    const service = `service/${target?.namespace}/${to}`;
    return [
      'hopscope: 1',
      `cluster: {cni: ${cni}, loadBalancer: ${balancer}, serviceProxy: ${proxy}, seed: ${seed}}`,
      'manifests: |',
      ...documents
        .join('\n---\n')
        .split('\n')
        .map((line) => `  ${line}`),
      'requests:',
      `- {name: by name, from: ${pod}, connect: {to: ${to}.${target?.namespace}, port: 80}}`,
      `- {name: by reference, from: ${pod}, connect: {to: ${service}, port: 80}}`,
      `- {name: from outside, from: client, connect: {to: ${service}, port: 80}}`,
      '- {name: through the ingress, from: client, http: {url: "http://shop.example.com/"}}',
      `- {name: lookup, from: ${pod}, dns: {name: ${to}.${target?.namespace}}}`,
      '',
    ].join('\n');
  });

function appDocuments(one: App): readonly string[] {
  const labels = `{app: ${one.name}}`;
  const port = one.named ? `{name: main, containerPort: ${one.port}}` : `{containerPort: ${one.port}}`;
  const deployment = [
    'apiVersion: apps/v1',
    'kind: Deployment',
    `metadata: {name: ${one.name}, namespace: ${one.namespace}}`,
    'spec:',
    `  replicas: ${one.replicas}`,
    `  selector: {matchLabels: ${labels}}`,
    '  template:',
    `    metadata: {labels: ${labels}}`,
    `    spec: {containers: [{name: main, image: example/${one.name}, ports: [${port}]}]}`,
  ].join('\n');
  if (one.service === 'none') return [deployment];
  const type = one.service === 'headless' ? 'ClusterIP' : one.service;
  const service = [
    'apiVersion: v1',
    'kind: Service',
    `metadata: {name: ${one.name}, namespace: ${one.namespace}}`,
    'spec:',
    `  type: ${type}`,
    ...(one.service === 'headless' ? ['  clusterIP: None'] : []),
    ...(type === 'ClusterIP' ? [`  internalTrafficPolicy: ${one.policy}`] : [`  externalTrafficPolicy: ${one.policy}`]),
    `  selector: {app: ${one.selectorFits ? one.name : `${one.name}-old`}}`,
    `  ports: [{port: 80, targetPort: ${one.named ? 'main' : one.port}}]`,
  ].join('\n');
  return [deployment, service];
}

function guardDocument(one: Guard, index: number): string {
  const rules = one.direction === 'Ingress' ? 'ingress' : 'egress';
  const peers = one.direction === 'Ingress' ? 'from' : 'to';
  return [
    'apiVersion: networking.k8s.io/v1',
    'kind: NetworkPolicy',
    `metadata: {name: guard-${index}, namespace: ${one.namespace}}`,
    'spec:',
    `  podSelector: {matchLabels: {app: ${one.app}}}`,
    `  policyTypes: [${one.direction}]`,
    `  ${rules}:`,
    `  - ${peers}: [{podSelector: {matchLabels: {app: ${one.from}}}}]`,
    ...(one.port === null ? [] : [`    ports: [{port: ${one.port}}]`]),
  ].join('\n');
}

function ingressDocument(apps: readonly App[]): string {
  const [front] = apps;
  return [
    'apiVersion: networking.k8s.io/v1',
    'kind: Ingress',
    `metadata: {name: front, namespace: ${front?.namespace ?? 'shop'}}`,
    'spec:',
    '  ingressClassName: nginx',
    '  rules:',
    '  - host: shop.example.com',
    '    http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}',
  ].join('\n');
}
