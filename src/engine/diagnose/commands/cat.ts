import { resolvConfText } from '#tables';
import type { Command } from './command.ts';

/** `cat /etc/resolv.conf` in a pod or on a node. Not modelled: other files. */
export const cat: Command = {
  name: 'cat',
  print(words, place, { tables }) {
    if (words.length !== 1 || words[0] !== '/etc/resolv.conf') return null;
    switch (place.kind) {
      case 'pod':
        return resolvConfText(tables.dns.resolvConfOf(place.pod).conf);
      case 'node':
        return resolvConfText(tables.dns.nodeResolvConf.conf);
      case 'kubectl':
        return null;
    }
  },
};
