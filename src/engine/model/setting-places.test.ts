import { describe, expect, it } from 'vitest';
import { openModel } from './open-model.ts';

it('a problem of a setting has the line on which the scenario states it', () => {
  const text = 'hopscope: 1\ntitle: t\ncluster:\n  cni: flannel\n  serviceProxy: ebpf\nmanifests: ""\n';
  const found = openModel(text).problems.find(({ code }) => code === 'NotModelled');
  expect(found?.place).toMatchObject({ source: 'scenario', range: { start: { line: 5 } } });
});

describe('a setting that the mode of the Service proxy does not read', () => {
  it.each([
    ['a scheduler without ipvs', '{mode: iptables, scheduler: sh}', ['serviceProxy.scheduler']],
    ['a scheduler where no mode is stated', '{scheduler: sh}', ['serviceProxy.scheduler']],
    [
      'localhost node ports without iptables',
      '{mode: ipvs, localhostNodePorts: true}',
      ['serviceProxy.localhostNodePorts'],
    ],
    ['none with the mode that reads it', '{mode: ipvs, scheduler: sh}', []],
    ['none where nothing is stated', 'nftables', []],
  ])('is told at its line: %s', (_, proxy, want) => {
    const text = `hopscope: 1\ntitle: t\ncluster:\n  serviceProxy: ${proxy}\nmanifests: ""\n`;
    const found = openModel(text).problems.filter(({ code }) => code === 'NoEffect');
    expect(found.map(({ field }) => field?.slice(1).join('.'))).toEqual(want);
    expect(found.every(({ place }) => place?.source === 'scenario' && place.range?.start.line === 4)).toBe(true);
  });
});
