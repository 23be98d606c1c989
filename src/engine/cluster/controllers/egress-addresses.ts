import type { Family, Ip } from '#net';
import { cidrRange } from '#net';
import { refText } from '#manifests';
import type { Problem } from '#source';
import { problem } from '#source';
import type { EgressPolicy } from '../cni/egress-policies.ts';
import { gatewayOf, writtenEgressPolicies } from '../cni/egress-policies.ts';
import type { EgressRefusal } from '../cni/egress-requirements.ts';
import { egressRefusal } from '../cni/egress-requirements.ts';
import type { Controller, Draft } from '../draft.ts';
import type { Assumption } from '../origin.ts';

/**
 * An egress policy's address on the interface of its gateway: Cilium puts none there and drops the packets where it is
 * missing (Documentation, egress gateway: "No Egress IP configured"). A Node object names only the addresses of the
 * kubelet, so the address is assumed to be there, unless the scenario lists the node's further addresses or another
 * node has it. Policies that Cilium does not carry out are told with the reason.
 */
export const egressAddresses: Controller = {
  name: 'egress-addresses',
  run(draft) {
    const policies = writtenEgressPolicies(draft.written.all);
    if (policies.length === 0) return draft;
    return policies.reduce((made, policy) => {
      const refusals = familiesOf(policy).flatMap(
        (family) => egressRefusal(draft.settings, draft.written.configMaps, family) ?? [],
      );
      const [first] = refusals;
      const told = first === undefined ? made : { ...made, problems: [...made.problems, notCarriedOut(policy, first)] };
      return refusals.length === familiesOf(policy).length ? told : withAddress(told, policy);
    }, draft);
  },
};

/** The families that a policy's destinations are of; of none are IPv4's. */
function familiesOf({ destinations }: EgressPolicy): readonly Family[] {
  const found = new Set(destinations.map((block) => cidrRange(block).family));
  return found.size === 0 ? ['IPv4'] : [...found];
}

function notCarriedOut({ ref }: EgressPolicy, refusal: EgressRefusal): Problem {
  const at = refusal.at ?? { object: ref, field: ['spec'] };
  const sentence = `${ref.name} is not carried out: ${refusal.sentence} Its packets leave by the pod’s own node.`;
  return problem('EgressPolicyNotCarriedOut', 'warning', sentence, { object: refText(at.object), field: at.field });
}

function withAddress(draft: Draft, policy: EgressPolicy): Draft {
  const node = gatewayOf(draft.nodes, policy);
  const { egressIp, ref } = policy;
  if (node === null || egressIp === null || node.furtherAddresses === 'stated' || isHeld(draft, egressIp)) return draft;
  const more: Assumption = {
    key: `egress-address:${ref.name}`,
    object: ref,
    sentence: `The interface of ${node.name} to the network has ${egressIp}, the address of ${ref.name}; without it Cilium drops its packets.`,
    change: 'List the node under cluster.nodes with all its further addresses.',
    setting: null,
  };
  const holding = { ...node, addresses: [...node.addresses, egressIp], internalIps: [...node.internalIps, egressIp] };
  return {
    ...draft,
    nodes: draft.nodes.map((one) => (one === node ? holding : one)),
    assumptions: [...draft.assumptions, more],
  };
}

function isHeld({ nodes }: Draft, address: Ip): boolean {
  return nodes.some(({ addresses }) => addresses.includes(address));
}
