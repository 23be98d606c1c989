import type { Cluster } from '#cluster';
import { isAssumedSecret } from '#cluster';
import type { IngressObject, ObjectRef } from '#manifests';
import { nameCovers, readCertificate } from '#net';
import type { Certificate } from './configuration.ts';

/**
 * A moment that has certainly passed: that of this version. A certificate that ended before it is out of date for
 * whoever looks; one that is valid then is taken as valid. Not modelled: certificates that end later, or begin later.
 */
const PASSED = '20261121000000';

const FAKE: Certificate = {
  shown: { kind: 'fake' },
  names: ['ingress.local'],
  commonName: 'Kubernetes Ingress Controller Fake Certificate',
  validity: 'valid',
  assumed: false,
  secret: null,
};

/** The certificate of `--default-ssl-certificate`, or the self-signed one. */
export function defaultCertificate(flag: string | null, cluster: Cluster): Certificate {
  if (flag === null) return FAKE;
  const [namespace, name] = flag.split('/');
  const found = namespace === undefined || name === undefined ? null : secretCertificate(cluster, namespace, name);
  return found === null ? FAKE : { ...found, shown: { kind: 'default' } };
}

/**
 * The certificate of a host by the first of its Ingresses with a tls section: the Secret listed for the host, else the
 * first of that Ingress whose certificate covers it; the default one where it is missing, broken or does not fit.
 */
export function certificateOf(
  host: string,
  ingress: IngressObject,
  cluster: Cluster,
  otherwise: Certificate,
): Certificate {
  const namespace = ingress.ref.namespace ?? 'default';
  const listed = ingress.tls.find(({ hosts }) => hosts.some((name) => name.toLowerCase() === host.toLowerCase()));
  if (listed !== undefined) {
    if (listed.secretName === undefined || listed.secretName === '') return otherwise;
    const found = secretCertificate(cluster, namespace, listed.secretName);
    return found !== null && covers(found, host) ? found : otherwise;
  }
  for (const { secretName, hosts } of ingress.tls) {
    if (secretName === undefined || secretName === '') continue;
    const found = secretCertificate(cluster, namespace, secretName);
    if (found === null) continue;
    const fits = found.assumed
      ? hosts.length === 0 || hosts.some((name) => nameCovers(name, host))
      : covers(found, host);
    if (fits) return found;
  }
  return otherwise;
}

/** Whether the certificate has the name, by subjectAltName, or by common name where it has none. */
export function covers(certificate: Certificate, host: string): boolean {
  if (certificate.names === null) return true;
  if (certificate.names.length === 0) return nameCovers(certificate.commonName, host);
  return certificate.names.some((name) => nameCovers(name, host));
}

/** The certificate in a TLS Secret; with `secrets: assumed` one that is missing or without data is taken to exist and to fit. */
export function secretCertificate(cluster: Cluster, namespace: string, name: string): Certificate | null {
  const secret: ObjectRef = { kind: 'Secret', namespace, name };
  if (isMissingByFault(cluster, namespace, name)) return null;
  const pem = cluster.secrets.get(`${namespace}/${name}`)?.data['tls.crt'] ?? '';
  const shown = { kind: 'secret', namespace, name } as const;
  if (pem === '') {
    if (!isAssumedSecret(cluster, namespace, name)) return null;
    return { shown, names: null, commonName: '', validity: 'valid', assumed: true, secret };
  }
  const read = readCertificate(pem);
  if (read === null) return null;
  return {
    shown,
    names: [...read.dnsNames, ...read.addresses],
    commonName: read.commonName,
    validity: read.notAfter < PASSED ? 'expired' : 'valid',
    assumed: false,
    secret,
  };
}

function isMissingByFault(cluster: Cluster, namespace: string, name: string): boolean {
  return cluster.faults.some(({ type, target }) => {
    if (type !== 'tlsSecretMissing' || target === null) return false;
    if (target.kind === 'secret') return target.namespace === namespace && target.name === name;
    if (target.kind !== 'ingress' || target.namespace !== namespace) return false;
    const ingress = cluster.ingresses.find(({ ref }) => ref.namespace === namespace && ref.name === target.name);
    return ingress?.tls.some(({ secretName }) => secretName === name) ?? false;
  });
}
