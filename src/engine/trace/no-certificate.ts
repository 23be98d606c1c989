import type { ObjectRef } from '#manifests';

/** Why an ingress controller shows none of an Ingress's own certificates for a server name. */
export type NoCertificate =
  /** The tls section names a Secret for the name that is not there, holds no certificate, or one for other names. */
  | {
      readonly kind: 'secret';
      readonly ingress: ObjectRef;
      readonly secret: ObjectRef;
      readonly fault: 'missing' | 'unreadable' | 'otherNames';
    }
  /** The entry of the tls section that lists the name has no secretName. */
  | { readonly kind: 'noSecretName'; readonly ingress: ObjectRef }
  /** The tls section does not list the name, and no certificate that it names covers it. */
  | { readonly kind: 'notListed'; readonly ingress: ObjectRef }
  /** The name is listed under tls, but no rule has it: the controller makes no server of it. */
  | { readonly kind: 'noRule'; readonly ingress: ObjectRef };
