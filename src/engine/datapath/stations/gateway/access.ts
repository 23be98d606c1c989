import type { Cluster } from '#cluster';
import { isAssumedSecret } from '#cluster';
import { base64Bytes, cidrContains } from '#net';
import type { OwnAnswer } from './answer.ts';
import { annotationEvidence, settingEvidence, written } from './evidence.ts';
import { answerHere } from './located.ts';
import type { Located } from './request.ts';

/** Source lists and basic authentication; `null` lets the request on. With `satisfy: any` one of them is enough. */
export function checkAccess(located: Located): OwnAnswer | null {
  const refused = bySource(located);
  const { access } = located.location.annotations;
  const password = asksNobody(located) ? null : byPassword(located);
  if (access.satisfy === 'all') return refused ?? password;
  if (isExcused(located)) return null;
  if (access.external !== null && !asksNobody(located)) return null;
  return password ?? refused;
}

/** Whether the location is one of `no-auth-locations`. */
export function asksNobody({ location, visit }: Located): boolean {
  return visit.configuration.settings.noAuthPaths.some((path) => location.path.startsWith(path));
}

/** `satisfy: any`: the source list or the password lets the request on, so nobody else is asked. */
export function isExcused(located: Located): boolean {
  const { access } = located.location.annotations;
  if (access.satisfy !== 'any') return false;
  const hasList = access.allow.length > 0 || access.deny.length > 0;
  if (hasList && bySource(located) === null) return true;
  return access.basic !== null && !asksNobody(located) && byPassword(located) === null;
}

/** Deny list, then allow list, then everybody else is denied if there is an allow list. */
function bySource(located: Located): OwnAnswer | null {
  const { client, location, visit } = located;
  const { access } = location.annotations;
  const denied = access.deny.some((block) => cidrContains(block, client));
  const allowed = access.allow.length === 0 || access.allow.some((block) => cidrContains(block, client));
  if (!denied && allowed) return null;
  const because = denied
    ? [
        ...annotationEvidence(location, 'denylist-source-range'),
        ...settingEvidence(visit.configuration, 'denylist-source-range'),
      ]
    : access.allowFrom === 'annotation'
      ? annotationEvidence(location, 'allowlist-source-range')
      : settingEvidence(visit.configuration, 'whitelist-source-range');
  return answerHere(located, {
    status: 403,
    headers: {},
    reason: 'AccessDenied',
    why: denied ? `${client} is in the deny list` : `${client} is in none of ${access.allow.join(', ')}`,
    because,
  });
}

/** Not modelled: passwords are not hashed; a user that the Secret names is taken to know the password. */
function byPassword(located: Located): OwnAnswer | null {
  const { location, request, visit } = located;
  const { basic } = location.annotations.access;
  if (basic === null) return null;
  const because = annotationEvidence(location, 'auth-secret');
  const users = usersOf(basic.secret, basic.secretType, visit.world.cluster);
  if (users === 'missing')
    return answerHere(located, {
      status: 503,
      headers: {},
      reason: 'InvalidAnnotation',
      why: `the Secret ${basic.secret} is missing`,
      because,
    });
  const user = userOf(request.headers.authorization ?? '');
  if (user !== null && (users === 'unknown' || users.includes(user))) return null;
  return answerHere(located, {
    status: 401,
    headers: { 'www-authenticate': `Basic realm="${basic.realm}"` },
    reason: 'AuthenticationRequired',
    why: user === null ? 'no credentials were sent' : `the Secret has no user ${user}`,
    because,
  });
}

function usersOf(
  key: string,
  type: 'auth-file' | 'auth-map',
  cluster: Cluster,
): readonly string[] | 'missing' | 'unknown' {
  const secret = cluster.secrets.get(key);
  const [namespace, name] = key.split('/');
  if (secret === undefined)
    return namespace !== undefined && name !== undefined && isAssumedSecret(cluster, namespace, name)
      ? 'unknown'
      : 'missing';
  if (Object.keys(secret.data).length === 0) return cluster.settings.secrets === 'assumed' ? 'unknown' : 'missing';
  if (type === 'auth-map') return Object.keys(secret.data);
  const file = secret.data.auth;
  if (file === undefined) return 'missing';
  return file.split('\n').map((line) => line.split(':')[0] ?? '');
}

function userOf(header: string): string | null {
  const bytes = base64Bytes(/^Basic\s+(\S+)$/i.exec(header)?.[1] ?? '');
  if (bytes === null || bytes.length === 0) return null;
  return (
    Array.from(bytes, (byte) => String.fromCharCode(byte))
      .join('')
      .split(':')[0] ?? null
  );
}

/**
 * auth-tls-secret: over TLS a client without a certificate gets 400, and 403 from a host whose CA is missing.
 * Not modelled: who signed a certificate; one that is shown is taken to be good.
 */
export function checkClientCertificate(located: Located): OwnAnswer | null {
  const { clientAuth } = located.server.won;
  const wanted = clientAuth?.annotations.access.clientCertificates ?? null;
  if (clientAuth === null || wanted === null) return null;
  const because = [written(clientAuth.ingress.ref, clientAuth.annotations.fieldOf('auth-tls-secret'))];
  const { cluster } = located.visit.world;
  const [namespace = '', name = ''] = wanted.secret.split('/');
  if (!cluster.secrets.has(wanted.secret) && !isAssumedSecret(cluster, namespace, name))
    return answerHere(located, {
      status: 403,
      headers: {},
      reason: 'AuthenticationFailed',
      why: `the Secret ${wanted.secret} with the CA is missing`,
      because,
    });
  const { tls } = located.visit.flow.packet;
  if (tls === null || tls.clientCertificate !== null || wanted.asked === 'optional') return null;
  return answerHere(located, {
    status: 400,
    headers: {},
    reason: 'AuthenticationRequired',
    why: 'no client certificate was sent',
    because,
  });
}
