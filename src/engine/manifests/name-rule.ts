import type { Identity } from './identify.ts';

/** What the API server wants of an object's name: a sentence for those that break it. */
export interface NameRule {
  readonly fits: (name: string) => boolean;
  readonly sentence: string;
}

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

/** DNS-1123 label: namespaces. */
export const LABEL_RULE: NameRule = {
  fits: (name) => LABEL.test(name),
  sentence: 'small letters, digits and -, a letter or digit at both ends, at most 63 characters',
};

const SERVICE_RULE: NameRule = {
  fits: (name) => LABEL.test(name) && /^[a-z]/.test(name),
  sentence: 'small letters, digits and -, a letter first, a letter or digit last, at most 63 characters',
};

const SUBDOMAIN_RULE: NameRule = {
  fits: (name) => name.length <= 253 && SUBDOMAIN.test(name),
  sentence: 'small letters, digits, - and ., a letter or digit at both ends, at most 253 characters',
};

const PATH_RULE: NameRule = {
  fits: (name) => name !== '.' && name !== '..' && !/[/%]/.test(name),
  sentence: 'anything but . and .., without / and %',
};

/** Names that stand in a path and may hold nearly anything (apimachinery `api/validation/path`). */
const PATH_GROUPS = ['rbac.authorization.k8s.io', 'apiregistration.k8s.io', 'certificates.k8s.io'];

/**
 * The rule for the names of a kind (Kubernetes 1.35, pkg/apis/*\/validation): DNS-1123 subdomain for most, label for
 * Namespaces, RFC 1035 label for Services (feature gate RelaxedServiceNameValidation is off). `null` where it is not known:
 * kinds of add-ons, and IPAddress, whose names are addresses. Not modelled: the shorter names of CronJobs.
 */
export function nameRule(identity: Identity): NameRule | null {
  if (identity.kind === 'typed') {
    const { kind, fields } = identity.reader;
    if (fields === null) return null;
    return kind === 'Service' ? SERVICE_RULE : kind === 'Namespace' ? LABEL_RULE : SUBDOMAIN_RULE;
  }
  if (identity.kind !== 'known' || identity.configuration) return null;
  const { group, kind } = identity.known;
  if (PATH_GROUPS.includes(group)) return PATH_RULE;
  if (kind === 'IPAddress' || (group.includes('.') && !group.endsWith('.k8s.io'))) return null;
  return SUBDOMAIN_RULE;
}
