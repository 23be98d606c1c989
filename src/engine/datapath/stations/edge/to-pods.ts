import type { Family } from '#net';
import { familyOf } from '#net';
import type { ServiceEndpoint } from '#tables';
import type { Branch, Step } from '../../flow.ts';
import { rewritten } from '../nat.ts';
import { stands } from '../standing.ts';
import { stop } from '../stop.ts';
import type { Arrival } from './arrival.ts';
import { addressed, admissionEvidence, headed, loopsBack, portEvidence } from './arrival.ts';

type Target = ServiceEndpoint & { readonly node: string };

/** Straight to a pod: the AWS Load Balancer Controller has registered pods as targets (target type `ip`). */
export function toPods(arrival: Arrival): Step {
  const { flow, behind, balancer } = arrival;
  const { service } = behind;
  const targets = targetsOf(arrival, familyOf(flow.packet.dst));
  const [first, ...rest] = targets.map(
    (target): Branch => ({
      weight: 1n,
      alike: [target.member],
      take: () => sendTo(arrival, target, targets.length),
    }),
  );
  if (first === undefined) {
    const stoppedAt = { layer: 'edge', reason: 'NoHealthyTarget', objects: [service.ref] } as const;
    return stop(flow.packet, 'timeout', stoppedAt, { because: balancer.because });
  }
  return { then: 'fork', choice: `balancer/${service.key}`, branches: [first, ...rest] };
}

/** Ready endpoints whose node is known (with `via`: is that one) and up. Not modelled: draining of terminating targets. */
function targetsOf({ flow, world, behind }: Arrival, family: Family): readonly Target[] {
  const { service, port } = behind;
  const { ports, balancers } = world.tables.service;
  const asked = flow.via?.replace(/^node\//, '') ?? null;
  const found = ports.find((one) => one.service === service && one.port === port && one.family === family);
  return (found?.endpoints().all ?? []).flatMap((endpoint) =>
    endpoint.ready &&
    endpoint.node !== null &&
    balancers.isUp(service, endpoint.node) &&
    (asked === null || asked === endpoint.node)
      ? [{ ...endpoint, node: endpoint.node }]
      : [],
  );
}

function sendTo(arrival: Arrival, { member, text, node }: Target, among: number): Step {
  const { flow, behind, balancer } = arrival;
  const { service } = behind;
  const packet = addressed(arrival, member.ip, member.port);
  const looped = loopsBack(arrival, packet, [member.ip]);
  if (looped !== null) return looped;
  const moved = headed(rewritten(flow, { kind: 'balancer', service: service.key }, packet), arrival);
  return {
    then: 'go',
    flow: { ...moved, via: null, member, at: { place: { kind: 'node', node }, hook: 'prerouting' } },
    hop: () => ({
      kind: 'balance',
      layer: 'edge',
      before: flow.packet,
      after: packet,
      decision: {
        balancer: balancer.type,
        name: balancer.name,
        target: 'pod',
        proxyHeader: flow.packet.protocol === 'TCP' ? balancer.proxyHeader : 'none',
        service: service.ref,
        chosen: text,
        among,
        fit: among,
        opensOwnConnection: packet.src !== flow.packet.src,
        ...(stands(flow) ? { by: 'connection' as const } : {}),
        ...(flow.via === null ? {} : { stated: 'fit' as const }),
      },
      because: [...admissionEvidence(arrival), ...portEvidence(behind), ...balancer.because],
      consulted: [{ table: { kind: 'endpoints', at: service.key, name: service.key }, row: text }],
    }),
  };
}
