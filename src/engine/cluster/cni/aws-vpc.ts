import type { Container } from '#manifests';
import { parseCidr } from '#net';
import type { CniMasquerade } from '../settings-model.ts';
import { byteCount, environment, imageTag } from './agent.ts';
import type { CniFindings, CniKind } from './facts.ts';

/**
 * Amazon VPC CNI: pods have addresses of the nodes' subnets; policies are off unless the add-on switches its node agent
 * on. Within the VPC pods keep their address; outside of it AWS-SNAT-CHAIN-1 gives them their node's first, unless
 * AWS_VPC_K8S_CNI_EXTERNALSNAT leaves that to a NAT gateway (pkg/networkutils/network.go, UpdateHostIptablesRules).
 * Not modelled: further network interfaces and their route tables, security groups for pods, custom networking.
 */
export const awsVpc: CniKind = {
  name: 'aws-vpc',
  defaultMode: 'native',
  mtu: () => 9001,
  enforces: () => false,
  adminTier: () => [],
  ipBlockMatchesPods: true,
  ipBlockMatchesNodes: true,
  namedPorts: true,
  endPort: true,
  nodeSource: () => 'node',
  masquerade: { toNodes: 'kept' },
  recognise(agent) {
    const found = agent.container(/amazon-k8s-cni(?:[:@]|$)/);
    if (found === null) return null;
    const nodeAgent = agent.container(/network-policy-agent/);
    const mtu = byteCount(environment(found.container, 'AWS_VPC_ENI_MTU'));
    const version = imageTag(found.container.image);
    return {
      ...(mtu === null ? {} : { mtu }),
      ...(version === null ? {} : { version }),
      masquerade: masqueradeOf(found.container),
      enforcesNetworkPolicy: nodeAgent?.container.args.includes('--enable-network-policy=true') ?? false,
    } satisfies CniFindings;
  },
};

function masqueradeOf(container: Container): Partial<CniMasquerade> {
  if (environment(container, 'AWS_VPC_K8S_CNI_EXTERNALSNAT') === 'true') return { outside: 'kept' };
  const excluded = environment(container, 'AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS') ?? '';
  return { keptTo: excluded.split(',').flatMap((text) => parseCidr(text.trim()) ?? []) };
}
