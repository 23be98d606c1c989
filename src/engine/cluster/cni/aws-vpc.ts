import { byteCount, environment, imageTag } from './agent.ts';
import type { CniFindings, CniKind } from './facts.ts';

/** Amazon VPC CNI: pods have addresses of the network itself; policies are off unless the add-on switches its node agent on. */
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
  recognise(agent) {
    const found = agent.container(/amazon-k8s-cni(?:[:@]|$)/);
    if (found === null) return null;
    const nodeAgent = agent.container(/network-policy-agent/);
    const mtu = byteCount(environment(found.container, 'AWS_VPC_ENI_MTU'));
    const version = imageTag(found.container.image);
    return {
      ...(mtu === null ? {} : { mtu }),
      ...(version === null ? {} : { version }),
      enforcesNetworkPolicy: nodeAgent?.container.args.includes('--enable-network-policy=true') ?? false,
    } satisfies CniFindings;
  },
};
