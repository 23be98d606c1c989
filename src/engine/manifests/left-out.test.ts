import { expect, it } from 'vitest';
import type { FieldPath } from '#source';
import { leftOut } from './left-out.ts';

it.each<{ name: string; kind: string; field: FieldPath; want: unknown }>([
  {
    name: 'a default of the API server',
    kind: 'Pod',
    field: ['spec', 'dnsPolicy'],
    want: { kind: 'default', value: 'ClusterFirst' },
  },
  {
    name: 'the same in the template of a workload',
    kind: 'Deployment',
    field: ['spec', 'template', 'spec', 'dnsPolicy'],
    want: { kind: 'default', value: 'ClusterFirst' },
  },
  {
    name: 'and in that of a CronJob',
    kind: 'CronJob',
    field: ['spec', 'jobTemplate', 'spec', 'template', 'spec', 'dnsPolicy'],
    want: { kind: 'default', value: 'ClusterFirst' },
  },
  {
    name: 'a field of a list',
    kind: 'Service',
    field: ['spec', 'ports', 3, 'nodePort'],
    want: { kind: 'running' },
  },
  { name: 'a status, of whatever kind', kind: 'Rollout', field: ['status', 'phase'], want: { kind: 'running' } },
  { name: 'nothing of a field that is not known', kind: 'Service', field: ['spec', 'colour'], want: null },
  { name: 'nothing of the same field of another kind', kind: 'Ingress', field: ['spec', 'dnsPolicy'], want: null },
])('a field that is left out: $name', ({ kind, field, want }) => {
  expect(leftOut(kind, field)).toEqual(want);
});
