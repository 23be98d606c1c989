import type { Layout, PodBox } from './layout.ts';

/**
 * The names that a picture prints cut: of cards, pods, nodes and balancers, as `name: what is printed`. A pod may lose its
 * ReplicaSet's hash: whose it is and what tells it from its replicas both stay.
 */
export function cutNamesIn(layout: Layout): readonly string[] {
  return [
    ...layout.cards.flatMap(({ item, rows }) =>
      item.kind === 'fold' ? [] : cut(item.kind === 'card' ? item.card.title : item.title, rows.title),
    ),
    ...layout.balancers.flatMap(({ balancer, rows }) =>
      cut(`balancer of ${balancer.title}`, [...rows.head, ...rows.owner]),
    ),
    ...layout.pods.flatMap(cutInPod),
  ];
}

function cut(name: string, rows: readonly string[]): readonly string[] {
  return rows.some((row) => row.includes('…')) ? [`${name}: ${rows.join(' / ')}`] : [];
}

function cutInPod({ item, rows }: PodBox): readonly string[] {
  if (item.kind === 'fold') return [];
  if (item.kind === 'stack') return cut(item.title, rows);
  const title = rows.join('');
  const stem = item.pod.workload?.split('/').at(-1) ?? item.pod.name;
  const [first = '', last = ''] = title.split('…');
  const isWhole = !title.includes('…') || (first.startsWith(stem) && item.pod.name.endsWith(`-${last}`));
  return isWhole ? [] : [`${item.pod.name}: ${title}`];
}
