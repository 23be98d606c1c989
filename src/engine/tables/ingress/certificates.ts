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
  origin: 'written',
  secret: null,
  instead: null,
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
  const listed = ingress.tls.find(({ hosts }) => lists(hosts, host));
  if (listed !== undefined) {
    const { secretName = '' } = listed;
    if (secretName === '') return { ...otherwise, instead: { kind: 'noSecretName', ingress: ingress.ref } };
    const found = secretCertificate(cluster, namespace, secretName);
    if (found !== null && covers(found, host)) return found;
    const fault = found === null ? faultOf(cluster, namespace, secretName) : 'otherNames';
    const secret: ObjectRef = { kind: 'Secret', namespace, name: secretName };
    return { ...otherwise, instead: { kind: 'secret', ingress: ingress.ref, secret, fault } };
  }
  for (const { secretName, hosts } of ingress.tls) {
    if (secretName === undefined || secretName === '') continue;
    const found = secretCertificate(cluster, namespace, secretName);
    if (found === null) continue;
    const fits =
      found.origin === 'assumed'
        ? hosts.length === 0 || hosts.some((name) => nameCovers(name, host))
        : covers(found, host);
    if (fits) return found;
  }
  return { ...otherwise, instead: { kind: 'notListed', ingress: ingress.ref } };
}

/** The default certificate for a name that no server has: an Ingress may list it under tls without a rule for it. */
export function withoutServer(otherwise: Certificate, served: readonly IngressObject[], name: string): Certificate {
  const found = served.find(({ tls }) => tls.some(({ hosts }) => lists(hosts, name)));
  return found === undefined ? otherwise : { ...otherwise, instead: { kind: 'noRule', ingress: found.ref } };
}

function lists(hosts: readonly string[], name: string): boolean {
  return hosts.some((host) => host.toLowerCase() === name.toLowerCase());
}

function faultOf(cluster: Cluster, namespace: string, name: string): 'missing' | 'unreadable' {
  const isThere = cluster.secrets.has(`${namespace}/${name}`) && !isMissingByFault(cluster, namespace, name);
  return isThere ? 'unreadable' : 'missing';
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
    return { shown, names: null, commonName: '', validity: 'valid', origin: 'assumed', secret, instead: null };
  }
  const read = readCertificate(pem);
  if (read === null) return null;
  return {
    shown,
    names: [...read.dnsNames, ...read.addresses],
    commonName: read.commonName,
    validity: read.notAfter < PASSED ? 'expired' : 'valid',
    origin: 'written',
    secret,
    instead: null,
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
