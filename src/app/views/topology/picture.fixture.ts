import type { PictureNode, PicturePod, RuleCard } from '#view';

const HOOKS = ['prerouting', 'input', 'forward', 'output', 'postrouting'];

export function nodeOf(name: string): PictureNode {
  return {
    name,
    ip: '192.168.1.11',
    zone: 'zone-a',
    ready: true,
    assumed: false,
    hooks: HOOKS.map((hook) => ({ hook, label: hook, why: '' })),
    kernel: 'netfilter',
  };
}

export function podOf(name: string, node: string, workload: string | null, namespace = 'shop'): PicturePod {
  return {
    key: `${namespace}/${name}`,
    name,
    namespace,
    ip: '10.244.0.1',
    node,
    workload,
    role: 'application',
    ready: true,
    hostNetwork: false,
    ports: [],
    assumed: false,
  };
}

export function cardOf(kind: RuleCard['kind'], name: string, to: readonly string[] = []): RuleCard {
  return {
    ref: `${kind}/shop/${name}`,
    kind,
    namespace: 'shop',
    title: `${kind} ${name}`,
    lines: ['one'],
    to,
    pods: [],
    assumed: false,
    place: null,
  };
}
