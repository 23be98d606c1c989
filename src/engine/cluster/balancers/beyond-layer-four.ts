/**
 * What a balancer does to a stream by an annotation and the walk does not: it hands on what the client sent. `idle`: nothing,
 * though it might be thought to.
 */
export interface BeyondLayerFour {
  readonly annotation: string;
  readonly kind: 'tls' | 'http' | 'idle';
  /** The Service's ports as the annotation beside it lists them; `null` for all. */
  readonly ports: string | null;
}

/** An annotation by which one provider's balancer ends TLS or reads HTTP itself, or does not. */
export interface Sign {
  readonly annotation: string;
  readonly kind: BeyondLayerFour['kind'];
  /** Values that ask for it; absent: any. */
  readonly values?: RegExp;
  /** An annotation without which it does nothing. */
  readonly beside?: string;
  /** An annotation with which it means something else. */
  readonly without?: string;
  /** The annotation that lists the ports it is for. */
  readonly ports?: string;
}

/** Which signs of the balancer that answers a Service bears. */
export function beyondLayerFour(
  signs: readonly Sign[],
  annotations: Readonly<Record<string, string>>,
): readonly BeyondLayerFour[] {
  return signs.flatMap(({ annotation, kind, values, beside, without, ports }) => {
    const value = annotations[annotation] ?? '';
    if (value === '' || (values !== undefined && !values.test(value))) return [];
    if (beside !== undefined && (annotations[beside] ?? '') === '') return [];
    if (without !== undefined && (annotations[without] ?? '') !== '') return [];
    const listed = ports === undefined ? '' : (annotations[ports] ?? '');
    return [{ annotation, kind, ports: listed === '' || listed === '*' ? null : listed }];
  });
}

/** Annotations of an Ingress that give an Application Load Balancer listeners with TLS (AWS Load Balancer Controller, "Ingress annotations"). */
const APPLICATION = ['certificate-arn', 'listen-ports', 'ssl-redirect', 'ssl-policy', 'mutual-authentication'].map(
  (name) => `alb.ingress.kubernetes.io/${name}`,
);

/** Those of them that an Ingress has. */
export function applicationListeners(annotations: Readonly<Record<string, string>>): readonly string[] {
  return APPLICATION.filter((name) => name in annotations);
}
