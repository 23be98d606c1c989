import { defaultPort, parseIp, parseWebUrl } from '#net';
import type { Flow, Step } from '../../flow.ts';
import type { Located } from './request.ts';
import { fillIn } from './request.ts';
import type { UpstreamRequest } from './upstream-request.ts';

/** Sends a copy to the target of mirror-target, whose answer nobody waits for, and goes on with the request. */
export function mirrored(located: Located, sent: UpstreamRequest, flow: Flow, step: Step): Step {
  const { mirror } = located.location.annotations.proxying;
  const url = mirror === null ? null : parseWebUrl(fillIn(mirror.target, located));
  if (mirror === null || url === null) return step;
  const address = parseIp(url.host);
  const hasPath = /^[a-z]+:\/\/[^/$]*[/$]/i.test(mirror.target);
  return {
    then: 'spawn',
    why: 'mirror',
    label: `copy → ${url.host}`,
    hop: null,
    sending: {
      at: { place: { kind: 'pod', pod: located.visit.pod.key }, hook: 'send' },
      memory: flow.memory,
      elapsedMs: flow.elapsedMs,
      intent: {
        // nginx resolves it without a search list, as the final dot says.
        target:
          address === null
            ? { kind: 'name', name: `${url.host.replace(/\.$/, '')}.` }
            : { kind: 'address', ip: address, named: null },
        port: url.port ?? defaultPort(url.scheme),
        protocol: 'TCP',
        payload: {
          kind: 'http-request',
          request: {
            ...sent.request,
            scheme: url.scheme,
            host: mirror.host === null ? url.host : fillIn(mirror.host, located),
            path: hasPath ? url.target : located.request.path,
            version: '1.1',
          },
        },
        tls: url.scheme === 'https' ? { sni: null, checks: null, clientCertificate: null, alpn: [] } : null,
        bytes: located.visit.flow.packet.bytes,
        question: null,
        via: null,
      },
    },
    step,
  };
}
