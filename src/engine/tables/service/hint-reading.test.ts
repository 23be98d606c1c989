import { describe, expect, it } from 'vitest';
import type { HintReading } from './hint-reading.ts';
import { hintReading } from './hint-reading.ts';

const MODE = 'service.kubernetes.io/topology-mode';
const OLDER = 'service.kubernetes.io/topology-aware-hints';

interface Row {
  readonly name: string;
  readonly minor: number;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly want: HintReading;
}

const ROWS: readonly Row[] = [
  { name: 'a release without traffic distribution wants the annotation', minor: 30, want: 'none' },
  { name: 'the annotation asks for zones', minor: 30, annotations: { [MODE]: 'Auto' }, want: 'zones' },
  { name: 'the older annotation asks for zones too', minor: 24, annotations: { [OLDER]: 'auto' }, want: 'zones' },
  { name: 'disabled is no wish', minor: 28, annotations: { [MODE]: 'Disabled' }, want: 'none' },
  {
    name: 'the older annotation counts first',
    minor: 28,
    annotations: { [OLDER]: 'disabled', [MODE]: 'Auto' },
    want: 'none',
  },
  { name: 'from 1.31 the annotation plays no part', minor: 31, annotations: { [MODE]: 'disabled' }, want: 'zones' },
  { name: 'node hints are not known before 1.34', minor: 33, want: 'zones' },
  { name: 'node hints count from 1.34', minor: 34, want: 'zonesAndNodes' },
];

describe('which hints a kube-proxy reads', () => {
  it.each(ROWS)('$name', ({ minor, annotations = {}, want }) => {
    expect(hintReading({ version: { major: 1, minor } }, { annotations })).toBe(want);
  });
});
