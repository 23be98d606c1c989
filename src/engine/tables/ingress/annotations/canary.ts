import { BASIC, BOOLEAN, INTEGER, REGEX } from './form.ts';
import type { AnnotationReader } from './reader.ts';
import type { AnnotationRules } from './rule.ts';
import { modelled } from './rule.ts';

export const CANARY_RULES: AnnotationRules = {
  canary: modelled(BOOLEAN),
  'canary-weight': modelled(INTEGER),
  'canary-weight-total': modelled(INTEGER),
  'canary-by-header': modelled(BASIC),
  'canary-by-header-value': modelled(BASIC),
  'canary-by-header-pattern': modelled(REGEX),
  'canary-by-cookie': modelled(BASIC),
};

/** How a canary takes requests away from the main upstream: by header, then cookie, then weight. */
export interface TrafficShaping {
  /** Lower case, empty for none. */
  readonly header: string;
  readonly headerValue: string;
  readonly headerPattern: string;
  readonly cookie: string;
  readonly weight: number;
  /** At least 100. */
  readonly weightTotal: number;
}

/** `null` where the Ingress is no canary. */
export function readCanary(read: AnnotationReader): TrafficShaping | null {
  if (read.boolean('canary') !== true) return null;
  return {
    header: (read.text('canary-by-header') ?? '').toLowerCase(),
    headerValue: read.text('canary-by-header-value') ?? '',
    headerPattern: read.text('canary-by-header-pattern') ?? '',
    cookie: read.text('canary-by-cookie') ?? '',
    weight: read.integer('canary-weight') ?? 0,
    weightTotal: Math.max(100, read.integer('canary-weight-total') ?? 100),
  };
}
