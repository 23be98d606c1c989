import type { Station, Step } from '../../flow.ts';
import { stop } from '../stop.ts';
import { arrivalAt } from './visit.ts';

/** Never confidently wrong: a request at a controller whose rules are not known here ends with that reason. */
export const gatewayReceiveStation: Station = {
  layer: 'gateway',
  why: 'Says so where the rules of an ingress controller are not modelled.',
  handle(flow, world): Step {
    const arrival = arrivalAt(flow, world);
    if (arrival === null || arrival.configuration.kind !== 'unknown') return { then: 'pass' };
    const { pod, configuration } = arrival;
    return stop(
      flow.packet,
      'answered',
      { layer: 'gateway', reason: 'NotModelled', objects: [pod.ref] },
      {
        note: configuration.controller.controller,
        because: [{ object: pod.template.object, field: pod.template.path, origin: pod.origin }],
      },
    );
  },
};
