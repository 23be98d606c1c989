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
    [
      'what only kube-proxy reads, under eBPF',
      '{mode: ebpf, masqueradeAll: true, localDetectMode: none}',
      ['serviceProxy.masqueradeAll', 'serviceProxy.localDetectMode'],
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

describe('a setting that kube-proxy’s configuration in the manifests overrules', () => {
  const CONFIGURATION =
    'apiVersion: kubeproxy.config.k8s.io/v1alpha1\n  kind: KubeProxyConfiguration\n  mode: ipvs\n  clusterCIDR: 10.9.0.0/16\n  nodePortAddresses: [10.0.0.0/8]';
  it.each([
    ['the mode', 'serviceProxy: nftables', ['serviceProxy']],
    [
      'two of its fields',
      'serviceProxy: {mode: ipvs, scheduler: sh, masqueradeAll: true}',
      ['serviceProxy.scheduler', 'serviceProxy.masqueradeAll'],
    ],
    ['addresses of node ports', 'nodePortAddresses: primary', ['nodePortAddresses']],
    ['none that says the same', 'serviceProxy: {mode: ipvs, localDetectMode: ClusterCIDR}', []],
  ])('is told at its line: %s', (_, setting, want) => {
    const text = `hopscope: 1\ntitle: t\ncluster:\n  ${setting}\nmanifests: |\n  ${CONFIGURATION}\n`;
    const found = openModel(text).problems.filter(({ code }) => code === 'NoEffect');
    expect(found.map(({ field }) => field?.slice(1).join('.'))).toEqual(want);
    expect(found.every(({ place }) => place?.source === 'scenario' && place.range?.start.line === 4)).toBe(true);
  });
});
