import type { Cluster } from '#cluster';
import type { HopOf, Story } from '#trace';
import { chip, placeName, podLink } from './phrase.ts';

/** An application answers. */
export function explainServe(hop: HopOf<'serve'>, cluster: Cluster): Story {
  const { response, protocol } = hop.decision;
  const { place } = hop.at;
  const answer =
    response === null ? protocol : `${response.status}${response.grpcStatus === null ? '' : ` ${response.grpcStatus}`}`;
  const pod = place.kind === 'pod' ? cluster.podByKey.get(place.pod) : undefined;
  return {
    chip: chip(`answers ${answer}`),
    title: [pod === undefined ? placeName(hop.at) : podLink(pod.key), ` answers ${answer}`],
    detail: [
      `It was spoken to in ${protocol}. `,
      hop.because.length > 0
        ? 'The scenario’s apps say what it answers.'
        : 'Nothing else is known of it, so it is taken to be well.',
    ],
    commands: pod === undefined ? [] : [`kubectl logs -n ${pod.namespace} ${pod.name}`],
  };
}
