/** What a balancer does to a stream by an annotation and the walk does not: it hands on what the client sent. */
export interface BeyondLayerFour {
  readonly annotation: string;
  readonly kind: 'tls' | 'http';
  /** The Service's ports as the annotation beside it lists them; `null` for all. */
  readonly ports: string | null;
}

const AWS = 'service.beta.kubernetes.io/aws-load-balancer-';
const DIGITAL_OCEAN = 'service.beta.kubernetes.io/do-loadbalancer-';
const HETZNER = 'load-balancer.hetzner.cloud/';
const OPENSTACK = 'loadbalancer.openstack.org/';
const ORACLE = 'service.beta.kubernetes.io/oci-load-balancer-';

interface Sign {
  readonly annotation: string;
  readonly kind: BeyondLayerFour['kind'];
  /** Values that ask for it; absent: any. */
  readonly values?: RegExp;
  readonly ports?: string;
}

/**
 * Annotations by which a balancer ends TLS or reads HTTP itself. AWS: cloud-provider-aws `docs/service_controller.md` and
 * the AWS Load Balancer Controller's "Service annotations"; the others' own lists of annotations.
 */
const SIGNS: readonly Sign[] = [
  { annotation: `${AWS}ssl-cert`, kind: 'tls', ports: `${AWS}ssl-ports` },
  { annotation: `${AWS}backend-protocol`, kind: 'http', values: /^https?$/i },
  { annotation: `${DIGITAL_OCEAN}certificate-id`, kind: 'tls', ports: `${DIGITAL_OCEAN}tls-ports` },
  { annotation: `${DIGITAL_OCEAN}protocol`, kind: 'http', values: /^http/i },
  { annotation: `${HETZNER}http-certificates`, kind: 'tls' },
  { annotation: `${HETZNER}protocol`, kind: 'http', values: /^http/i },
  { annotation: `${OPENSTACK}default-tls-container-ref`, kind: 'tls' },
  { annotation: `${OPENSTACK}x-forwarded-for`, kind: 'http', values: /^true$/i },
  { annotation: `${ORACLE}tls-secret`, kind: 'tls', ports: `${ORACLE}ssl-ports` },
];

/** What of it a Service asks for. */
export function beyondLayerFour(annotations: Readonly<Record<string, string>>): readonly BeyondLayerFour[] {
  return SIGNS.flatMap(({ annotation, kind, values, ports }) => {
    const value = annotations[annotation];
    if (value === undefined || value === '' || (values !== undefined && !values.test(value))) return [];
    const listed = ports === undefined ? undefined : annotations[ports];
    return [{ annotation, kind, ports: listed === undefined || listed === '*' ? null : listed }];
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
