import { hash32, isPort } from '#net';
import type { Problem } from '#source';
import { problem } from '#source';
import type { Controller, Draft } from '../draft.ts';
import type { ClusterService, ClusterServicePort } from '../model.ts';
import type { Assumption } from '../origin.ts';

/**
 * Node ports of Services of type NodePort and LoadBalancer (unless `allocateLoadBalancerNodePorts` is false), and the
 * health check node port of LoadBalancer Services with externalTrafficPolicy Local. Written numbers stay; others are free
 * ones of the range at a place that Service and port give.
 */
export const nodePorts: Controller = {
  name: 'node-ports',
  run(draft) {
    const taken = new Set<number>();
    const problems = claimWritten(draft, taken);
    const assumptions: Assumption[] = [];
    const made = new Map<string, ClusterService>();
    for (const service of [...draft.services].sort((a, b) => (a.key < b.key ? -1 : 1))) {
      if (!hasNodePorts(service)) continue;
      const ports = service.ports.map((port) => withNodePort(service, port, draft, taken));
      const filled = ports.filter(
        ({ nodePort, index }) => nodePort > 0 && !isPort(service.spec.ports[index]?.nodePort ?? 0),
      );
      if (filled.length > 0) assumptions.push(assumptionOf(service, filled));
      made.set(service.key, { ...service, ports, healthCheckNodePort: healthPort(service, draft, taken) });
    }
    return {
      ...draft,
      services: draft.services.map((service) => made.get(service.key) ?? service),
      problems: [...draft.problems, ...problems],
      assumptions: [...draft.assumptions, ...assumptions],
    };
  },
};

function hasNodePorts({ spec }: ClusterService): boolean {
  return spec.type === 'NodePort' || spec.type === 'LoadBalancer';
}

function withNodePort(
  service: ClusterService,
  port: ClusterServicePort,
  draft: Draft,
  taken: Set<number>,
): ClusterServicePort {
  const written = service.spec.ports[port.index]?.nodePort ?? 0;
  if (isPort(written)) return { ...port, nodePort: written };
  const isAllocated = service.spec.type === 'NodePort' || service.spec.allocateLoadBalancerNodePorts;
  if (!isAllocated) return port;
  return { ...port, nodePort: freePort(`${service.key}:${port.name}/${port.protocol}/${port.port}`, draft, taken) };
}

function healthPort(service: ClusterService, draft: Draft, taken: Set<number>): number {
  const { type, externalTrafficPolicy, healthCheckNodePort } = service.spec;
  if (type !== 'LoadBalancer' || externalTrafficPolicy !== 'Local') return 0;
  if (healthCheckNodePort !== undefined && healthCheckNodePort > 0) return healthCheckNodePort;
  return freePort(`${service.key} health check`, draft, taken);
}

/** 0 when the range is used up. */
function freePort(key: string, draft: Draft, taken: Set<number>): number {
  const { first, last } = draft.settings.nodePortRange;
  const size = last - first + 1;
  const start = hash32(`node port ${key}`) % size;
  for (let step = 0; step < size; step++) {
    const port = first + ((start + step) % size);
    if (taken.has(port)) continue;
    taken.add(port);
    return port;
  }
  return 0;
}

function claimWritten(draft: Draft, taken: Set<number>): readonly Problem[] {
  const holders = new Map<string, string>();
  const problems: Problem[] = [];
  for (const service of draft.services) {
    if (!hasNodePorts(service)) continue;
    for (const [index, { nodePort, protocol }] of service.spec.ports.entries()) {
      if (nodePort === undefined || !isPort(nodePort)) continue;
      taken.add(nodePort);
      const other = holders.get(`${nodePort}/${protocol}`);
      const object = `Service/${service.key}`;
      const field = ['spec', 'ports', index, 'nodePort'];
      if (other === undefined) holders.set(`${nodePort}/${protocol}`, service.key);
      else
        problems.push(
          problem('NodePortTaken', 'error', `Node port ${nodePort} is that of Service ${other} already.`, {
            object,
            field,
          }),
        );
      const { first, last } = draft.settings.nodePortRange;
      if (nodePort >= first && nodePort <= last) continue;
      const sentence = `Node port ${nodePort} is outside of the range ${first}-${last}.`;
      problems.push(problem('NodePortOutOfRange', 'warning', sentence, { object, field }));
    }
    const health = service.spec.healthCheckNodePort;
    if (health !== undefined && health > 0) taken.add(health);
  }
  return problems;
}

function assumptionOf(service: ClusterService, filled: readonly ClusterServicePort[]): Assumption {
  const list = filled.map(({ port, nodePort }) => `${nodePort} for port ${port}`).join(', ');
  return {
    key: `nodePort:${service.key}`,
    object: service.ref,
    sentence: `Service ${service.key} has the node port ${list}.`,
    change: 'Write spec.ports[].nodePort.',
    setting: null,
  };
}
