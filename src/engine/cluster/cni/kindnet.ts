import { imageTag } from './agent.ts';
import type { CniFindings, CniKind } from './facts.ts';
import { isAtLeast } from './facts.ts';

const FIRST_WITH_POLICIES = 20_240_813;

/**
 * kindnet, kind's own: plain routes between nodes. It enforces NetworkPolicy since kind 0.24 (kindnet 1.3; its images are
 * tagged by date).
 * Not modelled: the release from which it also enforces the Admin tier; a stated version enforces none of it.
 */
export const kindnet: CniKind = {
  name: 'kindnet',
  defaultMode: 'host-gw',
  mtu: () => 1500,
  enforces(version) {
    if (version === null) return true;
    const date = /^v?(\d{8})/.exec(version)?.[1];
    if (date !== undefined) return Number(date) >= FIRST_WITH_POLICIES;
    return (
      isAtLeast(version, 1, 3) ||
      (version.startsWith('v0.') || version.startsWith('0.') ? isAtLeast(version, 0, 24) : false)
    );
  },
  adminTier: () => [],
  ipBlockMatchesPods: true,
  ipBlockMatchesNodes: true,
  namedPorts: true,
  endPort: true,
  nodeSource: () => 'node',
  masquerade: {},
  recognise(agent) {
    const found = agent.container(/kindnetd/);
    if (found === null) return null;
    const version = imageTag(found.container.image);
    return (version === null ? {} : { version }) satisfies CniFindings;
  },
};
