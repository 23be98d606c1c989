import { describe, expect, it } from 'vitest';
import { shapeOf } from './shapes.ts';

const KINDS = [
  'Service',
  'Deployment',
  'Pod',
  'Ingress',
  'NetworkPolicy',
  'ConfigMap',
  'Namespace',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
];

describe('the shapes of kinds', () => {
  it.each(KINDS)('%s names only shapes that exist, and no key twice', (kind) => {
    const missing: string[] = [];
    const seen = new Set<string>();
    const visit = (name: string) => {
      if (seen.has(name)) return;
      seen.add(name);
      const shape = shapeOf(name);
      if (shape === null || shape.has('')) missing.push(name);
      for (const field of shape?.values() ?? []) if (field.kind === 'object' || field.kind === 'list') visit(field.of);
    };
    visit(kind);
    expect(missing).toEqual([]);
  });
});
