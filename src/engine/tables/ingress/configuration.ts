import type { Cluster, IngressController } from '#cluster';
import type { IngressObject, ObjectRef } from '#manifests';
import type { CertificateShown } from '#net';
import type { FieldPath, Problem } from '#source';
import type { Member, NoCertificate, NonEmpty } from '#trace';
import type { Annotations } from './annotations/index.ts';
import type { TrafficShaping } from './annotations/canary.ts';
import type { Balancing } from './annotations/balancing.ts';
import type { ControllerSettings } from './settings.ts';

/** Name of the catch-all server, and of the upstream that answers 404 by itself. */
export const CATCH_ALL = '_';
export const DEFAULT_UPSTREAM = 'upstream-default-backend';

/** One `location` block, in nginx's order. */
export interface NginxLocation {
  /** As in nginx.conf: `= /p`, `/p/`, `~* "^/p"`; unique within its server unless nginx refuses it. */
  readonly id: string;
  readonly match: 'exact' | 'prefix' | 'expression';
  /** What the request's path is compared with; for expressions without the anchor. */
  readonly path: string;
  /** As the rule writes it; the implied one has `/`. */
  readonly rulePath: string;
  readonly pathType: 'Exact' | 'Prefix';
  /** Whose annotations hold; `null` only for the catch-all server's own root. */
  readonly ingress: IngressObject | null;
  /** The path's place in the Ingress; the rule's for an implied location. */
  readonly field: FieldPath;
  /** The root that every host gets for the paths that no rule names. */
  readonly implied: boolean;
  readonly upstream: string;
  readonly annotations: Annotations;
  /** The expression replaced by the target, `null` without a rewrite. */
  readonly rewrite: { readonly expression: string; readonly target: string } | null;
  /** Upstream of error pages; the stand-in has the name of its Service. */
  readonly errorUpstream: string;
  /** Whether `upstream` is the Service of the default-backend annotation, because the rule's own has no endpoints. */
  readonly standIn: boolean;
  /** The backend as the rule names it. */
  readonly backend: { readonly service: ObjectRef | null; readonly port: string };
  /** Whether a request that lacks only the final slash is redirected (nginx: proxied locations that end in one). */
  readonly autoRedirect: boolean;
}

/** A certificate that a server shows. `names` null: assumed to fit whatever it is asked for. */
export interface Certificate {
  readonly shown: CertificateShown;
  readonly names: readonly string[] | null;
  readonly commonName: string;
  readonly validity: 'valid' | 'expired';
  /** `assumed`: the Secret is not in the manifests, or without data, and was taken to exist and to fit. */
  readonly origin: 'assumed' | 'written';
  readonly secret: ObjectRef | null;
  /** Set where it is the controller's own: why no other is shown for the name. */
  readonly instead: NoCertificate | null;
}

/** One `server` block. */
export interface NginxServer {
  readonly hostname: string;
  readonly aliases: readonly string[];
  /** The Ingress that named the host first. */
  readonly ingress: IngressObject | null;
  readonly field: FieldPath;
  /** Exact ones first, then prefixes from the longest, or expressions in the order they are tried. */
  readonly locations: readonly NginxLocation[];
  readonly style: 'plain' | 'expressions';
  readonly certificate: Certificate | null;
  readonly appRoot: {
    readonly path: string;
    readonly ingress: IngressObject;
    readonly annotations: Annotations;
  } | null;
  /** The Ingress that asks clients of this host for certificates. */
  readonly clientAuth: { readonly ingress: IngressObject; readonly annotations: Annotations } | null;
  /** Where TLS for this host goes unopened. */
  readonly passthrough: {
    readonly peer: Member;
    readonly ingress: IngressObject;
    readonly annotations: Annotations;
  } | null;
  /** Set for the server that only redirects to the name with or without `www.`. */
  readonly redirectsTo: string | null;
}

/** Why an upstream has no peers. */
export type EmptyUpstream = 'NoEndpoints' | 'BackendNotFound' | 'UpstreamUnresolved';

export interface NginxUpstream {
  readonly name: string;
  readonly service: ObjectRef | null;
  readonly port: string;
  readonly peers: readonly Member[];
  /** ExternalName: the name to look up, and the port to dial. */
  readonly external: { readonly name: string; readonly port: number } | null;
  readonly empty: EmptyUpstream | null;
  readonly balancing: Balancing;
  /** Set where the upstream is a canary, with the Ingress that makes it one. */
  readonly canary: {
    readonly shaping: TrafficShaping;
    readonly ingress: IngressObject;
    readonly annotations: Annotations;
  } | null;
  /** Canaries that hang on it; nginx uses the first one only. */
  readonly alternatives: readonly string[];
}

/** An Ingress that this controller does not serve, and why. */
export interface Unserved {
  readonly ingress: IngressObject;
  readonly why: string;
  readonly field: FieldPath;
  readonly reason: 'ClassNotServed' | 'InvalidAnnotation' | 'ConfigurationRefused';
  /** Whose the class is that the Ingress names: by its IngressClass, or by the name alone. */
  readonly owner?: { readonly controller: string; readonly known: 'byClass' | 'byName' };
}

/** What one controller's nginx holds. */
export interface NginxConfiguration {
  readonly kind: 'nginx';
  readonly controller: IngressController;
  readonly settings: ControllerSettings;
  /** Served Ingresses, oldest first. */
  readonly served: readonly IngressObject[];
  readonly unserved: readonly Unserved[];
  /** The catch-all server comes last. */
  readonly servers: NonEmpty<NginxServer>;
  readonly upstreams: ReadonlyMap<string, NginxUpstream>;
  /** By host name as nginx's Lua table has them: exact or `*.parent`. */
  readonly certificates: ReadonlyMap<string, Certificate>;
  readonly defaultCertificate: Certificate;
  readonly problems: readonly Problem[];
}

/** A controller whose rules are not known here. */
export interface UnknownConfiguration {
  readonly kind: 'unknown';
  readonly controller: IngressController;
}

export type ControllerConfiguration = NginxConfiguration | UnknownConfiguration;

/** What building a configuration needs to know at every step. */
export interface Building {
  readonly cluster: Cluster;
  readonly settings: ControllerSettings;
  readonly annotationsOf: (ingress: IngressObject) => Annotations;
}
