import type { Evidence } from '#cluster';
import type { IngressObject, ObjectRef } from '#manifests';
import type { FieldPath } from '#source';
import type { Annotations, Certificate, NginxConfiguration, NginxLocation } from '#tables';

export function written(object: ObjectRef, field: FieldPath): Evidence {
  return { object, field, origin: { kind: 'written' } };
}

/** The rule that a location comes from; an implied root follows from the Ingress that named the host first. */
export function ruleEvidence(location: NginxLocation): readonly Evidence[] {
  if (location.ingress === null) return [];
  const rule = written(location.ingress.ref, location.field);
  if (!location.implied) return [rule];
  return [{ ...rule, origin: { kind: 'derived', by: 'implied root location', from: [rule] } }];
}

/** What an Ingress says of TLS for a host: the entry that lists it, else the section as a whole. */
export function tlsEvidence({ ref, tls }: IngressObject, host: string | null): Evidence {
  const entry = tls.findIndex(({ hosts }) => hosts.some((one) => one.toLowerCase() === host?.toLowerCase()));
  return written(ref, entry < 0 ? ['spec', 'tls'] : ['spec', 'tls', entry]);
}

/** The Secret of a certificate; one that is not in the manifests was taken to exist and to fit. */
export function certificateEvidence(secret: ObjectRef, { origin }: Pick<Certificate, 'origin'>): Evidence {
  const evidence = written(secret, ['data', 'tls.crt']);
  return origin === 'assumed'
    ? { ...evidence, origin: { kind: 'derived', by: 'secrets: assumed', from: [] } }
    : evidence;
}

/** An annotation where it is written, else the controller's setting of which it takes its default. */
export function annotationEvidence(location: NginxLocation, name: string): readonly Evidence[] {
  const { ingress, annotations } = location;
  return ingress === null ? [] : annotationOf({ ingress, annotations }, name);
}

/** An annotation of a canary's Ingress, where it is written. */
export function annotationOf(
  { ingress, annotations }: { readonly ingress: IngressObject; readonly annotations: Annotations },
  name: string,
): readonly Evidence[] {
  return isWritten(ingress.metadata.annotations, annotations, name)
    ? [written(ingress.ref, annotations.fieldOf(name))]
    : [];
}

function isWritten(all: Readonly<Record<string, string>>, annotations: Annotations, name: string): boolean {
  const key = annotations.fieldOf(name).at(-1);
  return typeof key === 'string' && (all[key] ?? '') !== '';
}

/** A key of the controller's ConfigMap, where there is one. */
export function settingEvidence(configuration: NginxConfiguration, key: string): readonly Evidence[] {
  const { configRef, config } = configuration.controller;
  return configRef !== null && config[key] !== undefined ? [written(configRef, ['data', key])] : [];
}
