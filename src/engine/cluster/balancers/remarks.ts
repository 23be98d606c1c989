import { refText } from '#manifests';
import type { Problem } from '#source';
import { problem } from '#source';
import type { Balancer, ClusterService } from '../model.ts';
import { AWS_TLS, ignoredOnAws } from './aws.ts';
import type { Answer } from './index.ts';

/** What the user should know of a Service's balancer: that nobody answers, what its controller does not read, what is not modelled. */
export function remarksOn(service: ClusterService, answer: Answer): readonly Problem[] {
  const object = refText(service.ref);
  const annotation = (name: string) => ({ object, field: ['metadata', 'annotations', name] });
  if (answer?.kind === 'nobody')
    return [problem('NobodyBalances', 'warning', answer.why, { object, field: answer.field })];
  const ignored = ignoredOnAws(service).map((name) => {
    const sentence = `The cloud controller makes this Network Load Balancer (type nlb) and does not read ${name}; the AWS Load Balancer Controller (type external, or class service.k8s.aws/nlb) would.`;
    return problem('BalancerAnnotationIgnored', 'warning', sentence, annotation(name));
  });
  const unknown = isUnknownClass(service, answer) ? [unknownClass(service, object)] : [];
  const endsTls = AWS_TLS in service.annotations;
  const tls =
    'The balancer ends TLS itself with this certificate. That is not modelled: what the client sent goes on as it is.';
  return [
    ...unknown,
    ...ignored,
    ...(endsTls ? [problem('NotModelledBalancerTls', 'info', tls, annotation(AWS_TLS))] : []),
  ];
}

/** A class that names no provider known here, where nobody has stated what answers. */
function isUnknownClass({ spec }: ClusterService, answer: Answer): boolean {
  if (spec.loadBalancerClass === undefined || answer?.kind !== 'balancer') return false;
  return answer.balancer.because.some(({ origin }) => origin.kind === 'default');
}

function unknownClass({ spec }: ClusterService, object: string): Problem {
  const sentence = `loadBalancerClass ${spec.loadBalancerClass ?? ''} is not known here: its balancer is taken for a plain one, as cluster.loadBalancer says.`;
  return problem('UnknownBalancerClass', 'info', sentence, { object, field: ['spec', 'loadBalancerClass'] });
}

/** MetalLB has no pool that the Service may have an address of. */
export function withoutAddress({ ref }: ClusterService, { name }: Balancer): Problem {
  const sentence = `${name} has no address for this Service: no IPAddressPool holds what it asks for, or none assigns by itself. It stays pending.`;
  return problem('NoAddressInPool', 'warning', sentence, { object: refText(ref), field: ['spec', 'type'] });
}
