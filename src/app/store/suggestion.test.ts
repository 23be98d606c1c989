import { describe, expect, it } from 'vitest';
import type { Loaded } from '#view';
import { suggestion } from './request-text.ts';

const pod = (key: string, workload: string, assumed: 'assumed' | 'written' = 'written') => ({
  key,
  namespace: key.split('/')[0],
  workload,
  assumed: assumed === 'assumed',
});

const loaded = (target: string): Loaded =>
  ({
    targets: [{ text: target, label: '' }],
    senders: [
      { ref: 'client', label: 'client', group: 'outside' },
      { ref: 'deployment/kube-system/coredns', label: 'coredns', group: 'workloads' },
      { ref: 'deployment/shop/web', label: 'web', group: 'workloads' },
      { ref: 'deployment/shop/api', label: 'api', group: 'workloads' },
    ],
    picture: {
      rules: [{ ref: 'Service/shop/web', namespace: 'shop', pods: ['shop/web-1'] }],
      pods: [
        pod('kube-system/coredns-1', 'Deployment/kube-system/coredns', 'assumed'),
        pod('shop/web-1', 'Deployment/shop/web'),
        pod('shop/api-1', 'Deployment/shop/api'),
      ],
    },
  }) as unknown as Loaded;

describe('a request to begin with', () => {
  const rows = [
    { name: 'comes from outside for what serves the outside', target: 'https://shop.example.com/', want: 'client' },
    {
      name: 'comes from a neighbour for a Service, not from its own pods, and calls it by its name alone',
      target: 'http://web.shop/',
      want: 'deployment/shop/api',
      called: 'http://web/',
    },
  ];
  it.each(rows)('$name', ({ target, want, called = target }) => {
    expect(suggestion(loaded(target))).toEqual({ from: want, method: 'GET', target: called });
  });

  it('names the namespace too where the sender is of another', () => {
    const all = loaded('http://web.shop/');
    const others = all.senders.filter(({ ref }) => !ref.includes('/shop/'));
    expect(suggestion({ ...all, senders: others })?.target).toBe('http://web.shop/');
  });

  it('connects where no URL is offered', () => {
    expect(suggestion(loaded('web.shop:5432'))).toMatchObject({ method: 'TCP', target: 'web:5432' });
  });

  it('is none where there is nowhere to send', () => {
    expect(suggestion({ ...loaded(''), targets: [] })).toBeNull();
  });
});
