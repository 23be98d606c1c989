import { overlayPeers } from '#tables';
import type { Command } from './command.ts';

/**
 * `bridge fdb [show] dev DEVICE` on a node, for the VXLAN device of Calico or flannel. Not modelled: devices of pods and of
 * the network, the other objects of `bridge`.
 */
export const bridge: Command = {
  name: 'bridge',
  print(words, place, { cluster }) {
    if (place.kind !== 'node' || words[0] !== 'fdb') return null;
    const [, ...rest] = words;
    const [dev, device, ...more] = rest[0] === 'show' || rest[0] === 'list' ? rest.slice(1) : rest;
    if (dev !== 'dev' || more.length > 0) return null;
    const peers = overlayPeers(cluster, place.node.name).filter((one) => one.device === device);
    return peers.length === 0
      ? null
      : peers.map(({ mac, underlay }) => `${mac} dst ${underlay} self permanent\n`).join('');
  },
};
