import type { FaultType } from '#document';
import type { Draft } from '../draft.ts';
import { coreDnsDown } from './core-dns-down.ts';
import type { FaultRule } from './fault-rule.ts';
import { nodeDown } from './node-down.ts';
import { podCrash } from './pod-crash.ts';
import { podNotReady } from './pod-not-ready.ts';

/** `carried`: the model stays as it is; the stations and tables concerned read the fault from the cluster. */
const FAULTS: Readonly<Record<FaultType, FaultRule | 'carried'>> = {
  podNotReady,
  podCrash,
  nodeDown,
  coreDnsDown,
  kubeProxyStale: 'carried',
  staleEndpoints: 'carried',
  conntrackFull: 'carried',
  cniRouteMissing: 'carried',
  mtuMismatch: 'carried',
  coreDnsNoEndpointSliceRbac: 'carried',
  dnsUpstreamDown: 'carried',
  dnsLoop: 'carried',
  lbHealthCheckFailing: 'carried',
  firewallDrop: 'carried',
  controllerDown: 'carried',
  tlsSecretMissing: 'carried',
  clientCachesDns: 'carried',
};

/** Applies the faults that change the model, in the order they are written. */
export function applyFaults(draft: Draft): Draft {
  return draft.faults.reduce((changed, fault) => {
    const rule = FAULTS[fault.type];
    return rule === 'carried' ? changed : rule(changed, fault);
  }, draft);
}
