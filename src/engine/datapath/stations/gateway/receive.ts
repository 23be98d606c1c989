import type { ClusterPod } from '#cluster';
import type { ControllerConfiguration } from '#tables';
import type { Flow, Station, Step, World } from '../../flow.ts';
import { stop } from '../stop.ts';
import { arrivalAt } from './visit.ts';

/**
 * Never confidently wrong: a request at a controller whose rules are not known here ends with that reason, and so does
 * a connection to a port of its TCP and UDP services.
 */
export const gatewayReceiveStation: Station = {
  layer: 'gateway',
  why: 'Says so where the rules of an ingress controller are not modelled.',
  handle(flow, world): Step {
    const arrival = arrivalAt(flow, world);
    if (arrival !== null && arrival.configuration.kind === 'unknown')
      return notModelled(flow, arrival.pod, arrival.configuration);
    const { place } = flow.at;
    const pod = place.kind === 'pod' ? world.cluster.podByKey.get(place.pod) : undefined;
    const configuration = pod?.role === 'ingress-controller' ? world.tables.ingress.configurationOf(pod.key) : null;
    if (pod === undefined || configuration === null || !isStreamPort(flow, configuration, world))
      return { then: 'pass' };
    return notModelled(flow, pod, configuration);
  },
};

/** Whether the port is one of `--tcp-services-configmap` or `--udp-services-configmap`, whose keys are ports. */
function isStreamPort({ packet }: Flow, { controller }: ControllerConfiguration, { cluster }: World): boolean {
  const flag = packet.protocol === 'UDP' ? 'udp-services-configmap' : 'tcp-services-configmap';
  const ports = cluster.configMaps.get(controller.flags[flag] ?? '')?.data;
  return ports !== undefined && packet.dport !== null && ports[`${packet.dport}`] !== undefined;
}

function notModelled(flow: Flow, pod: ClusterPod, { controller }: ControllerConfiguration): Step {
  return stop(
    flow.packet,
    'answered',
    { layer: 'gateway', reason: 'NotModelled', objects: [pod.ref] },
    {
      note: controller.controller,
      because: [{ object: pod.template.object, field: pod.template.path, origin: pod.origin }],
    },
  );
}
