import { describe, expect, it } from 'vitest';
import { podAddress, podTitle, podTitleIn, podTitleRows, wrapName, wrapText } from './short-text.ts';

describe('texts in rows', () => {
  const rows = [
    { name: 'a short text is one row', text: 'Service web', want: ['Service web'] },
    { name: 'a long one breaks between words', text: 'Service ingress-nginx', want: ['Service', 'ingress-nginx'] },
    { name: 'a name breaks after a dash', text: 'checkout-service-primary', want: ['checkout-', 'service-primary'] },
    {
      name: 'a word put together of words breaks between them',
      text: 'recommendationservice',
      want: ['recommendation', 'service'],
    },
    {
      name: 'a sign far from the end is better than the middle of a word',
      text: 'v2-abcdefghijklmnop',
      want: ['v2-', 'abcdefghijklmnop'],
    },
    { name: 'what has no sign breaks anywhere', text: 'abcdefghijklmnopqrst', want: ['abcdefghijklmnop', 'qrst'] },
    {
      name: 'what does not fit is cut with a sign',
      text: 'in: app=api, tier=backend, version=v2, zone=a',
      want: ['in: app=api,', 'tier=backend, v…'],
    },
  ];
  it.each(rows)('$name', ({ text, want }) => {
    expect(wrapText(text, 16, 2)).toEqual(want);
  });
});

describe('names in rows', () => {
  const rows = [
    { name: 'break like other texts', text: 'productcatalogservice', want: ['productcatalog', 'service'] },
    {
      name: 'keep both ends of a word that has no place to break',
      text: 'abcdefghijklmnopqrst',
      want: ['abcdefghij…pqrst'],
    },
    {
      name: 'which is no matter for one that fits a row',
      text: 'a-abcdefghijklmnop',
      want: ['a-', 'abcdefghijklmnop'],
    },
  ];
  it.each(rows)('$name', ({ text, want }) => {
    expect(wrapName(text, 16, 3)).toEqual(want);
  });
});

describe('names of pods', () => {
  const rows = [
    { name: 'a short name stays', pod: { name: 'db-0', workload: 'StatefulSet/shop/db' }, want: 'db-0' },
    {
      name: 'the hash of the ReplicaSet goes first',
      pod: { name: 'web-mwmvk75vq7-8fr2j', workload: 'Deployment/shop/web' },
      want: 'web-…8fr2j',
    },
    {
      name: 'a long workload is cut, the end stays',
      pod: { name: 'ingress-nginx-controller-nqdl2tdjrf-b2lth', workload: 'Deployment/x/ingress-nginx-controller' },
      want: 'ingress-ngi…b2lth',
    },
    {
      name: 'a bare pod keeps both ends',
      pod: { name: 'a-pod-with-a-very-long-name', workload: null },
      want: 'a-pod-with…-name',
    },
  ];
  it.each(rows)('$name', ({ pod, want }) => {
    expect(podTitle(pod, 17)).toBe(want);
  });
});

describe('names of pods in a width', () => {
  it.each([
    { name: 'is whole where it fits', pod: { name: 'db-0', workload: null }, width: 120, want: 'db-0' },
    {
      name: 'loses letters where they are wide',
      pod: { name: 'mmmmmmmm-6d8f7c9b5-4vnxh', workload: 'Deployment/x/mmmmmmmm' },
      width: 120,
      want: 'mmmmmm…4vnxh',
    },
    {
      name: 'keeps more of them where they are narrow',
      pod: { name: 'tillitillitill-6d8f7c9b5-4vnxh', workload: 'Deployment/x/tillitillitill' },
      width: 120,
      want: 'tillitillitill…4vnxh',
    },
  ])('$name', ({ pod, width, want }) => {
    expect(podTitleIn(pod, width)).toBe(want);
  });
});

describe('names of pods in rows', () => {
  const controller = {
    name: 'ingress-nginx-controller-6d8f7c9b5-4vnxh',
    workload: 'Deployment/x/ingress-nginx-controller',
  };
  it.each([
    { name: 'one where it is whole', pod: { name: 'db-0', workload: null }, width: 119, rows: ['db-0'] },
    {
      name: 'one where only the hash of its ReplicaSet is cut',
      pod: { name: 'web-6d8f7c9b5-4vnxh', workload: 'Deployment/x/web' },
      width: 119,
      rows: ['web-…4vnxh'],
    },
    {
      name: 'two where one would cut whose it is',
      pod: controller,
      width: 135,
      rows: ['ingress-nginx-', 'controller-…4vnxh'],
    },
    { name: 'three where two would', pod: controller, width: 95, rows: ['ingress-nginx-', 'controller-', '…4vnxh'] },
  ])('$name', ({ pod, width, rows }) => {
    expect(podTitleRows(pod, width)).toEqual(rows);
  });
});

describe('addresses of pods', () => {
  const pod = { ip: '10.244.1.178', ready: true };
  const rows = [
    { name: 'the port stands behind it', pod, port: '8080', want: '10.244.1.178:8080' },
    {
      name: 'a long address has no room for it',
      pod: { ...pod, ip: '10.244.100.178' },
      port: '8080',
      want: '10.244.100.178',
    },
    { name: 'a pod may listen on any port', pod, port: null, want: '10.244.1.178' },
    {
      name: 'that a pod is not ready stands behind it where there is room',
      pod: { ip: '::1', ready: false },
      port: '80',
      want: '::1, not ready',
    },
    {
      name: 'an address is never cut to say that its pod is not ready',
      pod: { ...pod, ready: false },
      port: null,
      want: '10.244.1.178',
    },
    { name: 'a pod may have none', pod: { ip: null, ready: true }, port: null, want: 'no address' },
    { name: 'and then not be ready', pod: { ip: null, ready: false }, port: null, want: 'not ready' },
  ];
  it.each(rows)('$name', ({ pod: one, port, want }) => {
    expect(podAddress(one, port, 17)).toBe(want);
  });
});
