import type { Cidr, Family } from '#net';
import { cidrRange, parseCidr } from '#net';
import type { ClusterService } from '../model.ts';
import type { Balancer } from '../settings-model.ts';

/** The annotation of `k8s.io/api/core/v1`; the field of the spec wins over it. kube-proxy does not read it. */
export const SOURCE_RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';

/** Ranges of `spec.loadBalancerSourceRanges` in one family, as kube-proxy reads them (`newBaseServiceInfo` in `pkg/proxy/serviceport.go`). */
export function statedRanges({ spec }: Pick<ClusterService, 'spec'>, family: Family): readonly Cidr[] {
  return ofFamily(spec.loadBalancerSourceRanges, family);
}

/** Ranges that a balancer lets in by itself, and the field that states them. Without any of the family it lets all in. */
export interface AdmittedRanges {
  readonly blocks: readonly Cidr[];
  readonly field: readonly string[];
}

/**
 * What a balancer makes of a Service's source ranges: the spec, else the annotation (`GetLoadBalancerSourceRanges` in
 * `pkg/api/v1/service/util.go`, which cloud controllers call). One that hands packets on as they are leaves those of the
 * spec to kube-proxy; those of the annotation only its firewall knows.
 */
export function admittedRanges(service: ClusterService, balancer: Balancer, family: Family): AdmittedRanges {
  const { spec, annotations } = service;
  if (spec.loadBalancerSourceRanges.length > 0) {
    const blocks = balancer.targets === 'unchanged' ? [] : statedRanges(service, family);
    return { blocks, field: ['spec', 'loadBalancerSourceRanges'] };
  }
  const listed = balancer.rangesAnnotation === 'read' ? listedRanges(annotations[SOURCE_RANGES]) : [];
  return { blocks: ofFamily(listed, family), field: ['metadata', 'annotations', SOURCE_RANGES] };
}

/** Words of the annotation, which commas part. */
export function listedRanges(text: string | undefined): readonly string[] {
  const list = (text ?? '').trim();
  return list === '' ? [] : list.split(',').map((word) => word.trim());
}

function ofFamily(texts: readonly string[], family: Family): readonly Cidr[] {
  return texts
    .map(parseCidr)
    .filter((block) => block !== null)
    .filter((block) => cidrRange(block).family === family);
}
