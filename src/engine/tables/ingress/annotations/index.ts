import type { IngressObject } from '#manifests';
import type { FieldPath, Problem } from '#source';
import type { ControllerSettings } from '../settings.ts';
import type { Access } from './access.ts';
import { ACCESS_RULES, readAccess } from './access.ts';
import type { Balancing } from './balancing.ts';
import { BALANCING_RULES, readBalancing } from './balancing.ts';
import type { TrafficShaping } from './canary.ts';
import { CANARY_RULES, readCanary } from './canary.ts';
import type { Cors } from './cors.ts';
import { CORS_RULES, readCors } from './cors.ts';
import type { Proxying } from './proxying.ts';
import { PROXYING_RULES, readProxying } from './proxying.ts';
import type { AnnotationReader } from './reader.ts';
import { createReader } from './reader.ts';
import type { Rewriting } from './rewrite.ts';
import { REWRITE_RULES, readRewriting } from './rewrite.ts';
import type { AnnotationRules } from './rule.ts';

/** Every annotation that ingress-nginx v1.15 knows, by its name without prefix. */
export const ANNOTATION_RULES: AnnotationRules = {
  ...REWRITE_RULES,
  ...CANARY_RULES,
  ...ACCESS_RULES,
  ...CORS_RULES,
  ...BALANCING_RULES,
  ...PROXYING_RULES,
};

/** The annotations of one Ingress as nginx would be configured by them. */
export interface Annotations {
  readonly rewriting: Rewriting;
  readonly access: Access;
  readonly cors: Cors | null;
  readonly balancing: Balancing;
  readonly proxying: Proxying;
  readonly canary: TrafficShaping | null;
  /** Set where a refused value closes the locations with 503; the annotation's field. */
  readonly closedBy: FieldPath | null;
  fieldOf(name: string): FieldPath;
}

/** What was read; `leftOut` is the annotation for which the controller does not take the Ingress over at all. */
export interface AnnotationReading {
  readonly annotations: Annotations;
  readonly leftOut: FieldPath | null;
  readonly problems: readonly Problem[];
}

export function readAnnotations(ingress: IngressObject, settings: ControllerSettings): AnnotationReading {
  const read = createReader(ingress, ANNOTATION_RULES, {
    prefix: settings.annotationPrefix,
    checks: settings.annotationChecks,
    snippets: settings.snippets,
  });
  const namespace = ingress.ref.namespace ?? 'default';
  const blame = read.problems.find(({ code }) => code === 'InvalidAnnotation')?.field ?? null;
  return {
    annotations: {
      rewriting: readRewriting(read, settings),
      access: readAccess(read, settings, namespace),
      cors: readCors(read),
      balancing: readBalancing(read, settings),
      proxying: readProxying(read, settings, namespace),
      canary: readCanary(read),
      closedBy: read.consequence === 'close' ? blame : closedBySettings(read, settings),
      fieldOf: (name) => read.field(name),
    },
    leftOut: read.consequence === 'leaveOut' ? blame : null,
    problems: read.problems,
  };
}

/** An invalid list in the ConfigMap closes every location that has none of its own. */
function closedBySettings(read: AnnotationReader, settings: ControllerSettings): FieldPath | null {
  return settings.invalidAllow !== null && read.text('allowlist-source-range') === null
    ? ['data', 'whitelist-source-range']
    : null;
}
