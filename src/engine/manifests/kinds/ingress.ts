import { present, type Reader } from '#source';
import type { KindReader } from '../kind.ts';
import type { ManifestBase } from '../object.ts';
import { checkPortNumber, refuse } from '../validity.ts';
import { type LoadBalancerIngress, readLoadBalancer } from './service.ts';

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

/** Ingress, networking.k8s.io/v1. */
export const ingressKind: KindReader<IngressObject> = {
  kind: 'Ingress',
  group: 'networking.k8s.io',
  versions: ['v1'],
  scope: 'namespaced',
  fields: ['spec'],
  specFields: ['defaultBackend', 'ingressClassName', 'rules', 'tls'],
  read(object, base): IngressObject {
    const spec = object.in('spec');
    return present<IngressObject>({
      ...base,
      kind: 'Ingress',
      ingressClassName: spec.text('ingressClassName'),
      defaultBackend: readBackend(spec, 'defaultBackend'),
      tls: spec
        .objects('tls')
        .map((tls) =>
          present<IngressObject['tls'][number]>({ hosts: tls.texts('hosts'), secretName: tls.text('secretName') }),
        ),
      rules: spec.objects('rules').map((rule) => ({
        host: rule.text('host') ?? '',
        paths: rule.in('http').objects('paths').map(readPath),
      })),
      loadBalancer: readLoadBalancer(object),
    });
  },
};

/** IngressClass, networking.k8s.io/v1. */
export const ingressClassKind: KindReader<IngressClassObject> = {
  kind: 'IngressClass',
  group: 'networking.k8s.io',
  versions: ['v1'],
  scope: 'cluster',
  fields: ['spec'],
  specFields: ['controller', 'parameters'],
  read(object, base): IngressClassObject {
    return { ...base, kind: 'IngressClass', controller: object.in('spec').text('controller') ?? '' };
  },
};

/** A path that is given is absolute, and one of type Exact or Prefix is given (pkg/apis/networking/validation, validateHTTPIngressPath). */
function checkPath(path: Reader): void {
  const written = path.value('path') ?? '';
  const type = path.value('pathType');
  if (typeof written !== 'string' || written.startsWith('/')) return;
  if (written === '' && type !== 'Exact' && type !== 'Prefix') return;
  refuse(path, 'InvalidValue', ['path'], `"${written}" does not begin with a slash.`);
}

function readPath(path: Reader): IngressPath {
  checkPath(path);
  return present<IngressPath>({
    path: path.text('path') ?? '',
    pathType: path.oneOf('pathType', ['Exact', 'Prefix', 'ImplementationSpecific'] as const),
    backend: readBackend(path, 'backend') ?? {},
  });
}

function readBackend(parent: Reader, key: string): IngressBackend | undefined {
  const backend = parent.object(key);
  if (backend === undefined) return undefined;
  if (backend.has('serviceName') || backend.has('servicePort')) {
    const sentence = `${key} has serviceName and servicePort, the form of v1beta1; v1 writes service.name and service.port.number.`;
    backend.report('UnknownField', 'error', backend.path(), sentence, ['service']);
  }
  const service = backend.object('service');
  const resource = backend.object('resource');
  const port = service?.in('port');
  if (port !== undefined) checkPortNumber(port, 'number');
  return present<IngressBackend>({
    service:
      service === undefined || port === undefined
        ? undefined
        : {
            name: service.text('name') ?? '',
            port: present<NonNullable<IngressBackend['service']>['port']>({
              number: port.number('number'),
              name: port.text('name'),
            }),
          },
    resource:
      resource === undefined
        ? undefined
        : present<NonNullable<IngressBackend['resource']>>({
            kind: resource.text('kind') ?? '',
            name: resource.text('name') ?? '',
            apiGroup: resource.text('apiGroup'),
          }),
  });
}
