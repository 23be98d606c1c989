import type { Cluster } from '#cluster';
import type { HopOf, Story } from '#trace';
import { chip, placeLink } from './phrase.ts';
import { shell } from './shell.ts';
import { grpcText } from '../grpc-text.ts';
import { isOtherThanHttp } from '../spoken-here.ts';

/** An application answers. */
export function explainServe(hop: HopOf<'serve'>, cluster: Cluster): Story {
  const { response, protocol } = hop.decision;
  const { place } = hop.at;
  const isOther = isOtherThanHttp(hop, cluster);
  const taken = isOther ? ' accepts the connection' : takes(protocol);
  const answer =
    response === null || isOther
      ? null
      : response.grpcStatus === null
        ? `${response.status}`
        : `gRPC ${response.grpcStatus}`;
  const grpc = response === null || answer === null ? null : grpcText(response);
  const pod = place.kind === 'pod' ? cluster.podByKey.get(place.pod) : undefined;
  return {
    chip: chip(answer === null ? taken.trim() : `answers ${answer}`),
    title: [placeLink(hop.at), answer === null ? taken : ` answers ${answer}`],
    detail: [
      hop.because.length > 0
        ? `The scenario’s apps say what it answers${grpc === null ? '' : `: ${grpc}`}.`
        : isOther
          ? 'The port is for something else than HTTP, so what it says to an HTTP request is not known.'
          : answer === null
            ? 'Nothing is known of what it says then, so it is taken to be well.'
            : `${grpc ?? '200'}${grpc === null ? '' : ','} is what an application answers unless the scenario’s apps say otherwise.`,
    ],
    commands: pod === undefined ? [] : [shell`kubectl logs -n ${pod.namespace} ${pod.name}`],
  };
}

function takes(protocol: string): string {
  return protocol === 'TCP' || protocol === 'SCTP' ? ' accepts the connection' : ' answers';
}
