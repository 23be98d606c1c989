import type { Cluster } from '#cluster';
import type { Found, Picture, PictureBalancer, Search } from '#view';

const MOST = 200;

interface Known {
  readonly ref: string;
  readonly kind: string;
  readonly name: string;
  readonly addresses: readonly (string | null)[];
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Things of the picture that a text means: by name, address, `label=value` or kind, in that order and then in the
 * model's. Every word has to fit. A text without a letter or digit means nothing; of many the first few hundred are given.
 */
export function findThings(cluster: Cluster, picture: Picture, text: string): Search {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => /[a-z0-9]/.test(word));
  if (words.length === 0) return { found: [], total: 0 };
  const found = known(cluster, picture).flatMap((one) => {
    const ways = words.map((word) => fits(one, word));
    const by = ways.includes(null)
      ? null
      : (['label', 'address', 'name', 'kind'] as const).find((way) => ways.includes(way));
    return by ? [{ ref: one.ref, by }] : [];
  });
  return { found: found.toSorted((a, b) => ORDER[a.by] - ORDER[b.by]).slice(0, MOST), total: found.length };
}

const ORDER: Readonly<Record<Found['by'], number>> = { name: 0, address: 1, label: 2, kind: 3 };

function fits({ kind, name, addresses, labels }: Known, word: string): Found['by'] | null {
  if (name.toLowerCase().includes(word)) return 'name';
  if (addresses.some((ip) => ip?.startsWith(word))) return 'address';
  if (Object.entries(labels).some(([key, value]) => labelFits(key.toLowerCase(), value.toLowerCase(), word))) {
    return 'label';
  }
  return kind.toLowerCase() === word || `${kind.toLowerCase()}s` === word ? 'kind' : null;
}

function labelFits(key: string, value: string, word: string): boolean {
  const equal = word.indexOf('=');
  if (equal === -1) return value === word || key === word;
  return key.endsWith(word.slice(0, equal)) && value.startsWith(word.slice(equal + 1));
}

/** All that its status says, or would say: a provider may write several names. */
function addressesOf({ serviceByKey }: Cluster, { service, address }: PictureBalancer): readonly (string | null)[] {
  const said = serviceByKey.get(service)?.loadBalancer ?? [];
  return [address, ...said.flatMap(({ ip, hostname }) => [ip, hostname?.toLowerCase() ?? null])];
}

function known(cluster: Cluster, picture: Picture): readonly Known[] {
  return [
    ...cluster.pods.map((pod) => ({
      ref: `Pod/${pod.key}`,
      kind: 'Pod',
      name: pod.key,
      addresses: pod.ips,
      labels: pod.labels,
    })),
    ...picture.rules.map((card) => {
      const service =
        card.kind === 'Service' ? cluster.serviceByKey.get(card.ref.replace(/^Service\//, '')) : undefined;
      return {
        ref: card.ref,
        kind: card.ref.split('/')[0] ?? card.kind,
        name: card.ref.split('/').slice(1).join('/'),
        addresses: service?.clusterIps ?? [],
        labels: service?.labels ?? {},
      };
    }),
    ...cluster.nodes.map((node) => ({
      ref: `Node/${node.name}`,
      kind: 'Node',
      name: node.name,
      addresses: [...node.addresses, ...node.publicIps],
      labels: node.labels,
    })),
    ...picture.balancers.map((balancer) => ({
      ref: `Balancer/${balancer.service}`,
      kind: 'Balancer',
      name: balancer.service,
      addresses: addressesOf(cluster, balancer),
      labels: {},
    })),
  ];
}
