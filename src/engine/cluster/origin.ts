import type { ObjectRef } from '#manifests';
import type { FieldPath } from '#source';

/** A setting that manifests cannot say, by its dotted key in SCENARIO.md (`cni.name`, `serviceProxy.mode`). */
export type SettingKey =
  | 'version'
  | 'domain'
  | 'podCIDR'
  | 'serviceCIDR'
  | 'nodePortRange'
  | 'nodePortAddresses'
  | 'serviceProxy'
  | 'serviceProxy.mode'
  | 'serviceProxy.scheduler'
  | 'serviceProxy.masqueradeAll'
  | 'serviceProxy.localDetectMode'
  | 'serviceProxy.localhostNodePorts'
  | 'serviceProxy.ebpf'
  | 'cni'
  | 'cni.mode'
  | 'cni.mtu'
  | 'cni.enforcesNetworkPolicy'
  | 'loadBalancer'
  | 'ingressControllers'
  | 'gatewayControllers'
  | 'mesh'
  | 'secrets'
  | 'dns'
  | 'dns.forward'
  | 'dns.nodeResolvConf'
  | 'nodes'
  | 'apps'
  | 'external'
  | 'seed';

/**
 * Where a fact comes from. `written`: a field of the manifests; `scenario`: a setting that the scenario states;
 * `default`: the setting's default, an assumption, or what an object asks of a setting that nobody stated (`impliedBy`);
 * `derived`: what a controller or rule made of other facts.
 */
export type Origin =
  | { readonly kind: 'written' }
  | { readonly kind: 'scenario'; readonly setting: SettingKey }
  | { readonly kind: 'default'; readonly setting: SettingKey; readonly impliedBy?: Evidence }
  | { readonly kind: 'derived'; readonly by: string; readonly from: readonly Evidence[] };

/** One fact that a decision rests on: a field of an object (or of the settings, object kind `Setting`), and where it comes from. */
export interface Evidence {
  readonly object: ObjectRef;
  readonly field: FieldPath;
  readonly origin: Origin;
}

/** Something that was filled in, with the rule that filled it: shown beside the verdict wherever a trace rests on it. */
export interface Assumption {
  /** Stable key: `node:node-a`, `clusterIP:shop/web`, `secret:shop/shop-tls`, `setting:cni`. */
  readonly key: string;
  readonly object: ObjectRef;
  readonly sentence: string;
  /** What would change it: a field to write or a setting. */
  readonly change: string;
  readonly setting: SettingKey | null;
}
