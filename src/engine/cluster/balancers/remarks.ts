import { refText } from '#manifests';
import type { Problem } from '#source';
import { problem } from '#source';
import type { ClusterService } from '../model.ts';
import type { Balancer, ClusterSettings } from '../settings-model.ts';
import { AWS_TLS, ignoredOnAws, misspeltOnAws, outdatedOnAws } from './aws.ts';
import type { Answer } from './index.ts';
import { providersRead } from './index.ts';

/** What the user should know of a Service's balancer: that nobody answers, what its controller does not read, what is not modelled. */
export function remarksOn(service: ClusterService, answer: Answer, settings: ClusterSettings): readonly Problem[] {
  const object = refText(service.ref);
  const annotation = (name: string) => ({ object, field: ['metadata', 'annotations', name] });
  const misspelt = misspeltOnAws(service).map(([name, meant]) =>
    problem('BalancerAnnotationIgnored', 'warning', `Nobody reads ${name}; ${meant} is meant.`, annotation(name)),
  );
  if (answer?.kind === 'nobody')
    return [problem('NobodyBalances', 'warning', answer.why, { object, field: answer.field }), ...misspelt];
  const ignored = ignoredOnAws(service, settings).map((name) => {
    const sentence = `The cloud controller makes this Network Load Balancer (type nlb) and does not read ${name}; the AWS Load Balancer Controller (type external, or class service.k8s.aws/nlb) would.`;
    return problem('BalancerAnnotationIgnored', 'warning', sentence, annotation(name));
  });
  const unknown = isUnknownClass(service, answer) ? [unknownClass(service, object)] : [];
  const strange = unread(service, answer, settings).map((name) => {
    const who = answer === null ? 'nobody answers it' : `it is answered by: ${answer.balancer.name}`;
    const sentence = `Nothing here reads ${name}: the annotation is another cloud's, and ${who}.`;
    return problem('BalancerAnnotationIgnored', 'warning', sentence, annotation(name));
  });
  const old = outdatedOnAws(service).map(([name, instead]) => {
    const sentence = `${name} is an old spelling; today one writes ${instead}.`;
    return problem('OutdatedAnnotation', 'info', sentence, annotation(name));
  });
  const endsTls = AWS_TLS in service.annotations;
  const tls =
    'The balancer ends TLS itself with this certificate. That is not modelled: what the client sent goes on as it is.';
  return [
    ...unknown,
    ...misspelt,
    ...ignored,
    ...strange,
    ...old,
    ...(endsTls ? [problem('NotModelledBalancerTls', 'info', tls, annotation(AWS_TLS))] : []),
  ];
}

/** Annotations of providers that have no part in the answer. */
function unread(
  service: ClusterService,
  answer: Exclude<Answer, { kind: 'nobody' }>,
  settings: ClusterSettings,
): readonly string[] {
  const read = answer?.balancer.because.map(({ field }) => field.at(-1)) ?? [];
  return providersRead(service, settings).filter((name) => !read.includes(name));
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
