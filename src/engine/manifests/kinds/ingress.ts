import type { ManifestBase } from '../object.ts';
import type { LoadBalancerIngress } from './service.ts';

export interface IngressBackend {
  readonly service?: { readonly name: string; readonly port: { readonly number?: number; readonly name?: string } };
  readonly resource?: { readonly kind: string; readonly name: string; readonly apiGroup?: string };
}

export type PathType = 'Exact' | 'Prefix' | 'ImplementationSpecific';

export interface IngressPath {
  readonly path: string;
  readonly pathType?: PathType;
  readonly backend: IngressBackend;
}

export interface IngressRule {
  /** Empty text where the rule has no host. */
  readonly host: string;
  readonly paths: readonly IngressPath[];
}

export interface IngressObject extends ManifestBase {
  readonly kind: 'Ingress';
  readonly ingressClassName?: string;
  readonly defaultBackend?: IngressBackend;
  readonly tls: readonly { readonly hosts: readonly string[]; readonly secretName?: string }[];
  readonly rules: readonly IngressRule[];
  readonly loadBalancer: readonly LoadBalancerIngress[];
}

export interface IngressClassObject extends ManifestBase {
  readonly kind: 'IngressClass';
  readonly controller: string;
}
