import type { Family } from '#net';
import type { NodeView } from '../node-view.ts';
import { ipvsIptables } from './rules.ts';
import type { SetView } from './set-text.ts';
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
 * The sets of kube-proxy on a node in ipvs mode, in its own order: those of both families, also in a cluster of one, where
 * those of the other stay empty. kube-proxy runs a proxier for each family that the node's iptables know (`newProxyServer`
 * hands `dualStackSupported` to `createProxier`, cmd/kube-proxy/app/server.go). What the model does not know stands in
 * capitals: a hash's memory and its random start.
 */
export function proxySets(view: NodeView): readonly SetView[] {
  return (['IPv4', 'IPv6'] as const).flatMap((family) => setsOf(view, family));
}

function setsOf(view: NodeView, family: Family): readonly SetView[] {
  const sets = ipSets(view, family);
  const read = [...ipvsIptables(view, family, 'nat'), ...ipvsIptables(view, family, 'filter')].map(
    ({ match }) => ` ${match} `,
  );
  return SETS.map(([own, type]) => {
    const name = setName(own, family);
    return {
      name,
      type,
      revision: REVISION[type],
      header: header(type, family),
      bytes: type === 'bitmap:port' ? BITMAP_BYTES : null,
      references: read.filter((match) => match.includes(` --match-set ${name} `)).length,
      members: sets.get(own) ?? [],
    };
  });
}

function header(type: SetType, family: Family): string {
  if (type === 'bitmap:port') return 'range 0-65535';
  return `family ${family === 'IPv4' ? 'inet' : 'inet6'} hashsize 1024 maxelem 65536 bucketsize 12 initval RANDOM`;
}
