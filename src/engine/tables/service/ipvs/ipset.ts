import type { Family } from '#net';
import type { NodeView } from '../node-view.ts';
import { ipvsIptables } from './rules.ts';
import { ipSets, SETS, type SetType, setName } from './sets.ts';

/** Revisions of the types in a kernel of today (ipset 7.17 over Linux 6.x). */
const REVISION: Readonly<Record<SetType, number>> = {
  'hash:ip': 6,
  'hash:ip,port': 7,
  'hash:ip,port,ip': 6,
  'hash:ip,port,net': 8,
  'bitmap:port': 3,
};

/** A bitmap over all ports takes the same memory whatever it holds; hashes grow, so theirs is not known. */
const BITMAP_BYTES = 8264;

/**
 * `ipset list` of a node, in kube-proxy's own order: the sets of both families, also in a cluster of one, where those of the
 * other stay empty. kube-proxy runs a proxier for each family that the node's iptables know (`newProxyServer` hands
 * `dualStackSupported` to `createProxier`, cmd/kube-proxy/app/server.go). What the model does not know stands in
 * capitals: a hash's memory and its random start.
 */
export function printSets(view: NodeView): string {
  return (['IPv4', 'IPv6'] as const).flatMap((family) => textsOf(view, family).map(({ text }) => text)).join('\n');
}

/** `ipset list NAME`. */
export function printSet(view: NodeView, wanted: string): string {
  const family: Family = wanted.startsWith('KUBE-6-') ? 'IPv6' : 'IPv4';
  const found = textsOf(view, family).find(({ name }) => name === wanted);
  return found?.text ?? 'ipset v7.17: The set with the given name does not exist\n';
}

/** `ipset list -n`. */
export function printSetNames(): string {
  const names = (['IPv4', 'IPv6'] as const).flatMap((family) => SETS.map(([name]) => setName(name, family)));
  return `${names.join('\n')}\n`;
}

function textsOf(view: NodeView, family: Family): readonly { readonly name: string; readonly text: string }[] {
  const sets = ipSets(view, family);
  const read = [...ipvsIptables(view, family, 'nat'), ...ipvsIptables(view, family, 'filter')].map(
    ({ match }) => ` ${match} `,
  );
  return SETS.map(([own, type]) => {
    const name = setName(own, family);
    const members = sets.get(own) ?? [];
    const lines = [
      `Name: ${name}`,
      `Type: ${type}`,
      `Revision: ${REVISION[type]}`,
      `Header: ${header(type, family)}`,
      `Size in memory: ${type === 'bitmap:port' ? BITMAP_BYTES : 'BYTES'}`,
      `References: ${read.filter((match) => match.includes(` --match-set ${name} `)).length}`,
      `Number of entries: ${members.length}`,
      'Members:',
      ...members,
    ];
    return { name, text: `${lines.join('\n')}\n` };
  });
}

function header(type: SetType, family: Family): string {
  if (type === 'bitmap:port') return 'range 0-65535';
  return `family ${family === 'IPv4' ? 'inet' : 'inet6'} hashsize 1024 maxelem 65536 bucketsize 12 initval RANDOM`;
}
