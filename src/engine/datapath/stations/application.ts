import type { Cluster, ClusterPod } from '#cluster';
import type { AppInput } from '#document';
import type { HttpRequest, HttpResponse, Packet, Payload } from '#net';
import type { Decisions } from '#trace';
import type { Flow, Memory, Step } from '../flow.ts';

/** Who answers: a pod with its settings, or a host outside. */
export interface Server {
  readonly pod: ClusterPod | null;
  readonly where: string;
  readonly role: Decisions['receive']['role'];
  readonly layer: 'pod' | 'node' | 'edge';
}

/**
 * An application's answer in the protocol it was spoken to (SCENARIO.md, "What listens"): HTTP 200 unless `apps` says
 * otherwise, gRPC OK, an echo for everything else.
 * Not modelled: `apps.protocol`; a server that insists on one protocol.
 */
export function answerOf(flow: Flow, cluster: Cluster, server: Server): Step {
  const { key, app } = appOf(cluster, server.pod, flow.packet.dport);
  const failed = failures(flow.memory, key, app);
  const payload = payloadFor(flow.packet, app, failed.mood);
  const answered: Flow = { ...flow, memory: failed.memory, elapsedMs: flow.elapsedMs + (app.latency ?? 0) };
  return {
    then: 'serve',
    by: 'application',
    flow: answered,
    payload,
    stoppedAt: null,
    hop: () => ({
      kind: 'serve',
      layer: server.layer,
      before: flow.packet,
      after: null,
      decision: {
        response: payload?.kind === 'http-response' ? payload.response : null,
        protocol: protocolOf(flow.packet),
      },
      because:
        key === null
          ? []
          : [
              {
                object: { kind: 'Setting', namespace: null, name: 'apps' },
                field: ['apps', key],
                origin: { kind: 'scenario', setting: 'apps' },
              },
            ],
    }),
  };
}

function appOf(
  cluster: Cluster,
  pod: ClusterPod | null,
  port: number | null,
): { readonly key: string | null; readonly app: AppInput } {
  const { apps } = cluster.settings;
  const workload = pod?.workload ?? null;
  const keys = [pod?.key, workload === null ? undefined : `${workload.namespace}/${workload.name}`];
  const key = keys.find((one) => one !== undefined && one in apps) ?? null;
  const whole = key === null ? {} : (apps[key] ?? {});
  return { key, app: { ...whole, ...(port === null ? {} : (whole.ports?.[`${port}`] ?? {})) } };
}

/** Whether the application fails this request, as `failFirst` asks it to. */
type Mood = 'well' | 'failing';

/** `failFirst` counts the requests that reached the application, over all its pods. */
function failures(memory: Memory, key: string | null, app: AppInput): { readonly mood: Mood; readonly memory: Memory } {
  if (key === null || app.failFirst === undefined || app.failFirst <= 0) return { mood: 'well', memory };
  const name = `pod/requests/${key}`;
  const before = Number(memory.get(name) ?? '0');
  return { mood: before < app.failFirst ? 'failing' : 'well', memory: new Map([...memory, [name, `${before + 1}`]]) };
}

function payloadFor(packet: Packet, app: AppInput, mood: Mood): Payload | null {
  if (packet.tls !== null && app.tls === false)
    return { kind: 'tls-alert', alert: 'protocol_version', certificate: null };
  switch (packet.carries?.kind) {
    case 'http-request':
      return { kind: 'http-response', response: responseTo(packet.carries.request, packet, app, mood) };
    case 'echo':
      return { kind: 'echo' };
    default:
      return { kind: 'bytes', bytes: 0 };
  }
}

function responseTo(request: HttpRequest, packet: Packet, app: AppInput, mood: Mood): HttpResponse {
  const plainToTls = app.tls !== undefined && app.tls !== false && packet.tls === null;
  const headers = Object.fromEntries(
    Object.entries(app.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return {
    status: plainToTls ? 400 : mood === 'failing' ? 503 : request.grpc === null ? (app.status ?? 200) : 200,
    headers,
    grpcStatus: request.grpc === null ? null : mood === 'failing' ? 'UNAVAILABLE' : 'OK',
    certificate: packet.tls === null ? null : { kind: 'application' },
  };
}

function protocolOf({ carries, tls, protocol }: Packet): string {
  if (carries?.kind === 'http-request') {
    const { grpc, version } = carries.request;
    return `${grpc === null ? `HTTP/${version}` : 'gRPC'}${tls === null ? '' : ' over TLS'}`;
  }
  return tls === null ? protocol : 'TLS';
}
