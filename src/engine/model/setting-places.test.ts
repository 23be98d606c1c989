import { expect, it } from 'vitest';
import { openModel } from './open-model.ts';

it('a problem of a setting has the line on which the scenario states it', () => {
  const text = 'hopscope: 1\ntitle: t\ncluster:\n  cni: flannel\n  serviceProxy: ebpf\nmanifests: ""\n';
  const found = openModel(text).problems.find(({ code }) => code === 'NotModelled');
  expect(found?.place).toMatchObject({ source: 'scenario', range: { start: { line: 5 } } });
});
