import type { Provider } from './balancer.ts';
import { PASS_THROUGH } from './gcp.ts';

const PREFIX = 'service.beta.kubernetes.io/azure-';
const INTERNAL = `${PREFIX}load-balancer-internal`;
const FIXED = `${PREFIX}disable-load-balancer-floating-ip`;

/**
 * Azure's load balancer passes packets on to the frontend address itself ("floating IP"), or to the node port where that
 * is switched off (cloud-provider-azure, "LoadBalancer annotations"). A shared probe of 10256 is a cluster option there.
 */
export const azure: Provider = ({ annotations }) => {
  const read = Object.keys(annotations).filter((name) => name.startsWith(PREFIX));
  if (read.length === 0) return null;
  return {
    kind: 'facts',
    signs: [],
    read: read.filter((name) => name === INTERNAL || name === FIXED),
    facts: {
      ...PASS_THROUGH,
      name: 'Azure Load Balancer',
      targets: annotations[FIXED] === 'true' ? 'nodePort' : 'unchanged',
      scheme: annotations[INTERNAL] === 'true' ? 'internal' : 'internet',
      checksNodesBy: 'nodePort',
      // Probes' `noHealthyBackendsBehavior` is AllProbedDown unless set: no new flows are sent.
      whenAllFail: 'toNone',
      // SourceIP of the rule's load distribution (`getExpectedLBRules` in cloud-provider-azure, pkg/provider).
      keepsClients: 'byAffinity',
    },
  };
};
