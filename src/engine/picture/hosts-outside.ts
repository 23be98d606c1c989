import type { Cluster } from '#cluster';
import type { Ip } from '#net';
import type { Picture } from '#view';

/**
 * The hosts outside that the model knows, each by what it is known for: the gateway through which nodes reach the
 * internet, public addresses of nodes, name servers, and hosts by the first name that gives their address.
 */
export function hostsOutside({ external, settings, nodes }: Cluster): Picture['outside'] {
  const { natGateway, names, hosts } = external;
  const titles = new Map<Ip, string>();
  const add = (ip: Ip, title: string) => titles.set(ip, titles.get(ip) ?? title);
  if (natGateway !== null) add(natGateway, 'NAT gateway');
  for (const { name, publicIps } of nodes) for (const ip of publicIps) add(ip, `public, ${name}`);
  for (const [name, addresses] of names) for (const ip of addresses) add(ip, name);
  for (const ip of [...settings.dns.forward, ...settings.dns.nodeResolvConf.nameservers]) add(ip, 'name server');
  for (const ip of hosts.keys()) add(ip, 'host outside');
  return [...titles].map(([ip, title]) => ({ ip, title }));
}
