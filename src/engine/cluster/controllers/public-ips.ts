import type { Ip } from '#net';
import { familyOf, parseIp } from '#net';
import type { Draft } from '../draft.ts';
import type { ClusterNode } from '../model.ts';
import type { Assumption } from '../origin.ts';
import type { NodePlan } from './node-plans.ts';

/**
 * The ExternalIPs of a Node that no interface of it has: EC2, Compute Engine and Azure translate them one to one to the
 * node's private address (docs.aws.amazon.com/vpc, "Internet gateway basics"; cloud.google.com/vpc, "IP addresses";
 * cloud-provider's instances_v2 reports them). One that is the node's only address of its family, that the scenario lists
 * for the interface, or that a Service carries (its owner has it arrive as it is) is the node's own.
 */
export function publicIpsOf({ addresses }: NodePlan, ofServices: ReadonlySet<Ip>): readonly Ip[] {
  return addresses
    .filter(
      ({ ip, isInternal }) =>
        isInternal === 'other' &&
        !ofServices.has(ip) &&
        addresses.some((one) => one.isInternal === 'internal' && familyOf(one.ip) === familyOf(ip)),
    )
    .map(({ ip }) => ip);
}

/** The addresses that Services of the manifests carry, which nodes then take as they are. */
export function addressesOfServices({ written }: Draft): ReadonlySet<Ip> {
  return new Set(
    written.services
      .flatMap(({ spec, loadBalancer }) => [...spec.externalIPs, ...loadBalancer.flatMap(({ ip }) => ip ?? [])])
      .flatMap((text) => parseIp(text) ?? []),
  );
}

/** That the network translates is a guess: on bare metal an ExternalIP may stand on the interface. */
export function publicAddressAssumption({ name, ref, ip, publicIps }: ClusterNode): readonly Assumption[] {
  return publicIps.map((address) => ({
    key: `public-address:${name}:${address}`,
    object: ref,
    sentence: `The network translates ${address}, the ExternalIP of ${name}, one to one to ${ip}, as clouds do; no interface of the node has it.`,
    change: `List ${address} under cluster.nodes, addresses of ${name}, if its interface has it.`,
    setting: null,
  }));
}
