import type { Controller } from '../draft.ts';
import { apiEndpoints, apiService } from './api-service.ts';
import { assumedIngress } from './assumed-ingress.ts';
import { clusterIps } from './cluster-ips.ts';
import { coreDns } from './core-dns.ts';
import { dnsAddresses } from './dns-addresses.ts';
import { egressAddresses } from './egress-addresses.ts';
import { endpointSlices } from './endpoint-slices.ts';
import { externalWorld } from './external-world.ts';
import { ingressControllers } from './ingress-controllers.ts';
import { loadBalancers } from './load-balancers.ts';
import { namespaces } from './namespaces.ts';
import { nodePorts } from './node-ports.ts';
import { nodes } from './nodes.ts';
import { podAddresses } from './pod-addresses.ts';
import { podReadiness } from './pod-readiness.ts';
import { podRoles } from './pod-roles.ts';
import { scheduler } from './scheduler.ts';
import { services } from './services.ts';
import { tlsSecrets } from './tls-secrets.ts';
import { workloads } from './workloads.ts';

/** What runs before faults strike, in this order: objects that every cluster has, then pods, then Services' addresses. */
export const BEFORE_FAULTS: readonly Controller[] = [
  coreDns,
  apiService,
  assumedIngress,
  namespaces,
  nodes,
  egressAddresses,
  workloads,
  dnsAddresses,
  scheduler,
  podAddresses,
  podReadiness,
  podRoles,
  services,
  clusterIps,
  nodePorts,
  loadBalancers,
];

/** What follows from the state of pods and nodes. */
export const AFTER_FAULTS: readonly Controller[] = [
  endpointSlices,
  apiEndpoints,
  ingressControllers,
  externalWorld,
  tlsSecrets,
];
