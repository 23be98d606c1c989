import { numbersFrom, oneOf, type Random, range } from './random.ts';

/**
 * Hand-written manifests of as many objects as asked for, as YAML: applications of a Deployment, a Service, a ConfigMap
 * and a NetworkPolicy each, every tenth with an Ingress rule. `replicas` is that of each Deployment.
 */
export function applicationManifests(objects: number, replicas: number, seed = 7): string {
  const random = numbersFrom(seed);
  const documents: string[] = [];
  for (let app = 0; documents.length < objects; app++) documents.push(...application(app, replicas, random));
  return documents.slice(0, objects).join('\n---\n');
}

function application(n: number, replicas: number, random: Random): readonly string[] {
  const name = `app-${n}`;
  const namespace = `team-${Math.floor(n / 20)}`;
  const port = oneOf(random, [3000, 8080, 9000]);
  return [
    deployment({ name, namespace, port, replicas, tier: oneOf(random, ['front', 'back', 'data']) }),
    service(name, namespace),
    configMap(name, namespace),
    policy(name, namespace, `app-${Math.max(0, n - 1)}`),
    ...(n % 10 === 0 ? [ingress(name, namespace)] : []),
  ];
}

interface App {
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
  readonly replicas: number;
  readonly tier: string;
}

function deployment({ name, namespace, port, replicas, tier }: App): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    app: ${name}
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
        tier: ${tier}
    spec:
      containers:
        - name: main
          image: registry.example.com/${name}:1.4.2
          ports:
            - name: http
              containerPort: ${port}
          env:
            - name: LOG_LEVEL
              value: info
            - name: UPSTREAM
              value: http://app-0.team-0.svc.cluster.local
          readinessProbe:
            httpGet:
              path: /healthz
              port: http
          resources:
            requests: {cpu: 100m, memory: 128Mi}
            limits: {memory: 256Mi}`;
}

function service(name: string, namespace: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: 80
      targetPort: http`;
}

function configMap(name: string, namespace: string): string {
  const lines = range(8).map((line) => `    setting.${line} = value-${line}`);
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: ${namespace}
data:
  application.properties: |
${lines.join('\n')}`;
}

function policy(name: string, namespace: string, from: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  podSelector:
    matchLabels:
      app: ${name}
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: ${from}
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: ingress-nginx
      ports:
        - port: http`;
}

function ingress(name: string, namespace: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  ingressClassName: nginx
  rules:
    - host: ${name}.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: ${name}
                port:
                  name: http`;
}
