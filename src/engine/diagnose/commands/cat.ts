import { podHostsText, resolvConfText } from '#tables';
import type { Command, CommandPlace, CommandWorld } from './command.ts';

/** `cat /etc/resolv.conf` in a pod or on a node, `cat /etc/hosts` in a pod. Not modelled: other files. */
export const cat: Command = {
  name: 'cat',
  print(words, place, world) {
    if (words.length !== 1) return null;
    switch (words[0]) {
      case '/etc/resolv.conf':
        return resolvConf(place, world);
      case '/etc/hosts':
        return place.kind === 'pod' ? podHostsText(place.pod, world.tables.dns.hostsFileOf(place.pod)) : null;
      default:
        return null;
    }
  },
};

function resolvConf(place: CommandPlace, { tables }: CommandWorld): string | null {
  switch (place.kind) {
    case 'pod':
      return resolvConfText(tables.dns.resolvConfOf(place.pod).conf);
    case 'node':
      return resolvConfText(tables.dns.nodeResolvConf.conf);
    case 'kubectl':
      return null;
  }
}
