import type { IngressObject } from '#manifests';
import { refText } from '#manifests';
import { parseCidr } from '#net';
import type { Problem } from '#source';
import { problem } from '#source';
import type { ClusterService } from '../model.ts';
import type { Balancer, ClusterSettings } from '../settings-model.ts';
import { ignoredOnAws, misspeltOnAws, outdatedOnAws } from './aws.ts';
import type { BeyondLayerFour } from './beyond-layer-four.ts';
import { applicationListeners, beyondLayerFour } from './beyond-layer-four.ts';
import type { Answer } from './index.ts';
import { providersRead } from './index.ts';
import { listedRanges, SOURCE_RANGES } from './source-ranges.ts';

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
    const who = answer === null ? 'nobody' : answer.balancer.name;
    const sentence = `Nothing here reads ${name}: this Service is answered by ${who}.`;
    return problem('BalancerAnnotationIgnored', 'warning', sentence, annotation(name));
  });
  const old = outdatedOnAws(service).map(([name, instead]) => {
    const sentence = `${name} is an old spelling; today one writes ${instead}.`;
    return problem('OutdatedAnnotation', 'info', sentence, annotation(name));
  });
  const ranges = rangesRemark(service, answer?.balancer ?? null);
  const beyond = beyondLayerFour(answer?.signs ?? [], service.annotations).map((sign) =>
    aboveLayerFour(sign, answer?.balancer.name ?? '', annotation(sign.annotation)),
  );
  return [...unknown, ...misspelt, ...ignored, ...strange, ...old, ...(ranges === null ? [] : [ranges]), ...beyond];
}

function aboveLayerFour(
  { annotation, kind, ports }: BeyondLayerFour,
  balancer: string,
  at: { readonly object: string; readonly field: readonly string[] },
): Problem {
  switch (kind) {
    case 'tls': {
      const where = ports === null ? '' : ` on ports ${ports}`;
      const sentence = `The balancer ends TLS itself${where}. That is not modelled: what the client sent goes on as it is, and no certificate of the balancer is shown.`;
      return problem('NotModelledBalancerTls', 'warning', sentence, at);
    }
    case 'http': {
      const sentence =
        'The balancer reads HTTP itself, so it balances requests and adds headers. That is not modelled: connections are handed on as they are.';
      return problem('NotModelledBalancerHttp', 'warning', sentence, at);
    }
    case 'idle': {
      const sentence = `${annotation} makes no HTTP of it: what answers is ${balancer}, which hands on TCP here.`;
      return problem('BalancerAnnotationIgnored', 'info', sentence, at);
    }
  }
}

/** What of the annotation with source ranges comes to nothing. */
function rangesRemark(service: ClusterService, balancer: Balancer | null): Problem | null {
  const { annotations, ref, spec } = service;
  const listed = listedRanges(annotations[SOURCE_RANGES]);
  const at = { object: refText(ref), field: ['metadata', 'annotations', SOURCE_RANGES] };
  if (listed.length === 0) return null;
  if (spec.loadBalancerSourceRanges.length > 0) {
    const sentence = 'spec.loadBalancerSourceRanges wins over this annotation, which nobody reads beside it.';
    return problem('BalancerAnnotationIgnored', 'info', sentence, at);
  }
  const wrong = listed.find((text) => parseCidr(text) === null);
  if (wrong !== undefined) return problem('InvalidSourceRange', 'error', `${wrong} is no range of addresses.`, at);
  if (balancer?.rangesAnnotation !== 'notRead') return null;
  const sentence = `${balancer.name} and kube-proxy do not read this annotation: everybody is let in. spec.loadBalancerSourceRanges is read by kube-proxy on every node.`;
  return problem('BalancerAnnotationIgnored', 'warning', sentence, at);
}

/** Annotations of providers that have no part in the answer. */
function unread(
  service: ClusterService,
  answer: Exclude<Answer, { kind: 'nobody' }>,
  settings: ClusterSettings,
): readonly string[] {
  const read =
    answer === null
      ? []
      : [
          ...answer.balancer.because.map(({ field }) => field.at(-1)),
          ...answer.signs.map(({ annotation }) => annotation),
        ];
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

/** What of an Ingress only an Application Load Balancer would do. */
export function listenersNotModelled({ ref, metadata }: Pick<IngressObject, 'ref' | 'metadata'>): readonly Problem[] {
  return applicationListeners(metadata.annotations).map((name) => {
    const sentence = 'Listeners and TLS of an AWS Application Load Balancer are not modelled, nor is its controller.';
    return problem('NotModelledBalancerTls', 'warning', sentence, {
      object: refText(ref),
      field: ['metadata', 'annotations', name],
    });
  });
}
