import { expect, it } from 'vitest';
import { chipTo, podChip } from './phrase.ts';

it.each([
  { name: 'both whole where there is room', service: 'web', to: '10.244.0.5:80', chip: 'web → 10.244.0.5:80' },
  {
    name: 'the name cut, never the port',
    service: 'frontend-external',
    to: '10.244.0.169:8080',
    chip: 'frontend-exte… → 10.244.0.169:8080',
  },
  {
    name: 'an address that leaves no room for a name, cut itself',
    service: 'web',
    to: '[fd00:10:244:1:a:b:c:5a]:50051',
    chip: 'web → [fd00:10:244:1:a:b:c:5a]:50…',
  },
])('a chip of a translation has $name', ({ service, to, chip }) => {
  expect(chipTo(service, to)).toBe(chip);
  expect(chip.length).toBeLessThanOrEqual(34);
});

it.each([
  { name: 'without the hash of its ReplicaSet', pod: 'coredns-7b98449c4-mnzk5', chip: 'coredns-…mnzk5' },
  { name: 'whole where no controller named it', pod: 'checkout-0', chip: 'checkout-0' },
  { name: 'with a word of its own whole', pod: 'web-frontend-cache', chip: 'web-frontend-cache' },
  { name: 'with both its ends', pod: 'recommendations-of-the-day-7b98449c4-mnzk5', chip: 'recommendatio…mnzk5' },
])('a pod stands in a chip $name', ({ pod, chip }) => {
  expect(podChip(pod, 19)).toBe(chip);
});
