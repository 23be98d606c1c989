import { buildCluster } from '#cluster';
import type { ClusterInput } from '#document';
import { loadManifests } from '#manifests';
import type { Headers, HttpRequest, HttpResponse } from '#net';
import { ip, parseWebUrl } from '#net';
import { createTables } from '#tables';
import type { StoppedAt } from '#trace';
import type { Flow, Step, World } from '../../flow.ts';
import { GATEWAY_STATIONS } from './index.ts';

/** What stands in the cluster beside one ingress-nginx and the Service `web` with a pod. */
export interface Given {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly config?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly pathType?: string;
  readonly tls?: string;
  readonly docs?: readonly string[];
  readonly settings?: ClusterInput;
}

export interface Asked {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Headers;
  readonly bodyBytes?: number;
  readonly version?: '1.1' | '2';
  /** The address that the connection comes from. */
  readonly from?: string;
  readonly insecure?: boolean;
  /** Sends without TLS, or with it, whatever the URL says. */
  readonly speaks?: 'plain' | 'tls';
}

/** How the stations took a request: an answer, or the request that goes to a backend first. */
export interface Taken {
  readonly response: HttpResponse | null;
  readonly stoppedAt: StoppedAt | null;
  readonly sent: HttpRequest | null;
  readonly alert: string | null;
}

export function worldOf(given: Given): World {
  const annotations = Object.entries(given.annotations ?? {}).map(
    ([name, value]) => `nginx.ingress.kubernetes.io/${name}: ${JSON.stringify(value)}`,
  );
  const ingress = `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i, namespace: n, annotations: {${annotations.join(', ')}}}, spec: {ingressClassName: nginx, ${given.tls === undefined ? '' : `tls: ${given.tls}, `}rules: [{host: a.test, http: {paths: [{path: '${given.path ?? '/'}', pathType: ${given.pathType ?? 'Prefix'}, backend: {service: {name: web, port: {number: 80}}}}]}}]}}`;
  const config = `{apiVersion: v1, kind: ConfigMap, metadata: {name: ic, namespace: edge}, data: ${JSON.stringify(given.config ?? {})}}`;
  const text = [CONTROLLER, WEB, config, ingress, ...(given.docs ?? [])].join('\n---\n');
  const cluster = buildCluster({
    manifests: loadManifests(text).objects,
    settings: given.settings ?? {},
    faults: [],
  });
  return { cluster, tables: createTables(cluster) };
}

export function ask(given: Given, asked: Asked): Taken {
  const world = worldOf(given);
  return taken(firstStep(flowOf(world, asked), world));
}

export function firstStep(flow: Flow, world: World): Step {
  for (const station of GATEWAY_STATIONS) {
    const step = station.handle(flow, world);
    if (step.then !== 'pass' && step.then !== 'note') return step;
  }
  throw new Error('no station took the request');
}

/** Follows the first branch of every choice up to an answer or to the first connection. */
export function taken(step: Step): Taken {
  const nothing: Taken = { response: null, stoppedAt: null, sent: null, alert: null };
  switch (step.then) {
    case 'fork':
      return taken(step.branches[0].take(step.branches[0].alike[0]));
    case 'spawn':
      return taken(step.step);
    case 'open': {
      const payload = step.sending.intent.payload;
      return { ...nothing, sent: payload?.kind === 'http-request' ? payload.request : null };
    }
    case 'serve': {
      const { payload, stoppedAt } = step;
      return {
        ...nothing,
        stoppedAt,
        response: payload?.kind === 'http-response' ? payload.response : null,
        alert: payload?.kind === 'tls-alert' ? payload.alert : null,
      };
    }
    default:
      throw new Error(`a step ${step.then} was not expected`);
  }
}

export function flowOf(world: World, asked: Asked): Flow {
  const url = parseWebUrl(asked.url);
  const controller = world.cluster.pods.find(({ role }) => role === 'ingress-controller');
  if (url === null || controller === undefined || controller.ip === null) throw new Error(asked.url);
  const port = url.port ?? (url.scheme === 'https' ? 443 : 80);
  const secure = asked.speaks === undefined ? url.scheme === 'https' : asked.speaks === 'tls';
  const src = ip(asked.from ?? '203.0.113.7');
  const tuple = { src, sport: 40000, dst: controller.ip, dport: port };
  const { host, ...headers } = asked.headers ?? {};
  const request: HttpRequest = {
    method: asked.method ?? 'GET',
    scheme: url.scheme,
    host: host ?? url.host,
    path: url.target,
    version: asked.version ?? '1.1',
    headers,
    bodyBytes: asked.bodyBytes ?? 0,
    grpc: null,
  };
  const at = { place: { kind: 'pod', pod: controller.key }, hook: 'receive' } as const;
  return {
    at,
    packet: {
      ...tuple,
      protocol: 'TCP',
      bytes: 512,
      tls: secure
        ? { sni: url.host, checks: asked.insecure === true ? null : url.host, clientCertificate: null, alpn: [] }
        : null,
      carries: { kind: 'http-request', request },
      encapsulates: null,
    },
    nat: [],
    memory: new Map(),
    elapsedMs: 0,
    ttl: 64,
    sent: { at: { place: { kind: 'outside', ip: src }, hook: 'send' }, tuple },
    member: null,
    marked: false,
    masqueraded: false,
    pass: 'request',
    chance: { seed: 1, request: 'r', number: 0, sameConnection: false },
    via: null,
  };
}

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
          args: [/nginx-ingress-controller, --configmap=edge/ic]
          ports: [{name: http, containerPort: 80}, {name: https, containerPort: 443}]
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: nginx}
spec: {controller: k8s.io/ingress-nginx}
`;

const WEB = `
apiVersion: v1
kind: Service
metadata: {name: web, namespace: n}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: n, labels: {app: web}}
spec: {containers: [{name: c, image: web}]}
`;
