import type { ConfigMapObject } from '#manifests';
import type { Ip } from '#net';
import { parseIp } from '#net';
import { message, replied } from './asking.ts';
import type { PluginConfig } from './corefile.ts';
import { typeOf } from './found.ts';
import { fallthroughZones } from './kubernetes-options.ts';
import { addressOfReverse, absolute, longestZone, sameName, zonesWritten } from './name.ts';
import type { Plugin } from './plugin.ts';

interface HostLine {
  readonly ip: Ip;
  readonly names: readonly string[];
}

/**
 * CoreDNS' hosts: lines of an /etc/hosts in the Corefile, or in another key of the same ConfigMap (as k3s does with
 * NodeHosts). A name it does not hold is NXDOMAIN unless `fallthrough` names its zone (`plugin/hosts/hosts.go`).
 */
export function hostsPlugin(
  plugin: PluginConfig,
  blockZones: readonly string[],
  configMap: ConfigMapObject | null,
): Plugin {
  const [file, ...written] = plugin.args;
  const key = file?.split('/').at(-1) ?? '';
  const text = configMap?.data[key] ?? '';
  const lines = [
    ...text.split('\n').map((line) => line.replace(/#.*/, '').trim().split(/\s+/)),
    ...plugin.block.map(({ name, args }) => [name, ...args]),
  ].flatMap(hostLine);
  const zones = written.length === 0 ? blockZones : written.flatMap(zonesWritten);
  const option = (name: string): readonly string[] | null =>
    plugin.block.find((one) => one.name === name)?.args ?? null;
  const fallthrough = fallthroughZones(option('fallthrough'));
  const ttl = Number(option('ttl')?.[0] ?? 3600);
  return {
    name: 'hosts',
    handle: (question, context) => {
      const zone = longestZone(zones, question.name);
      if (zone === null) return context.next(question);
      const by = {
        plugin: 'hosts',
        zone,
        object: configMap?.ref ?? null,
        because: [],
        why: 'a line of the hosts plugin names it',
      };
      const reverse = question.type === 'PTR' ? addressOfReverse(question.name) : null;
      if (reverse !== null) {
        const names = lines.filter(({ ip }) => ip === reverse).flatMap((line) => line.names);
        if (names.length === 0) return context.next(question);
        return replied(
          by,
          message(
            'NOERROR',
            names.map((name) => ({ name: question.name, type: 'PTR', ttl, data: absolute(name) })),
          ),
        );
      }
      const known = lines.filter(({ names }) => names.some((name) => sameName(name, question.name)));
      if (known.length === 0 && (longestZone(fallthrough, question.name) !== null || lines.length === 0))
        return context.next(question);
      if (known.length === 0)
        return replied(
          { ...by, why: 'no line of the hosts plugin names it, and it does not fall through' },
          message('NXDOMAIN'),
        );
      const records = known
        .filter(({ ip }) => typeOf(ip) === question.type)
        .map(({ ip }) => ({ name: question.name, type: typeOf(ip), ttl, data: ip }));
      return replied(by, message('NOERROR', records));
    },
  };
}

function hostLine(words: readonly string[]): readonly HostLine[] {
  const ip = parseIp(words[0] ?? '');
  return ip === null ? [] : [{ ip, names: words.slice(1) }];
}
