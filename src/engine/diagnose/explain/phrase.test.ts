import { expect, it } from 'vitest';
import { chipTo } from './phrase.ts';

it.each([
  { name: 'both whole where there is room', service: 'web', to: '10.244.0.5:80', chip: 'web → 10.244.0.5:80' },
  {
    name: 'the name cut, never the port',
    service: 'frontend-external',
    to: '10.244.0.169:8080',
    chip: 'fronten… → 10.244.0.169:8080',
  },
  {
    name: 'an address that leaves no room for a name, cut itself',
    service: 'web',
    to: '[fd00:10:244:1::5a]:50051',
    chip: 'web → [fd00:10:244:1::5a]:5…',
  },
])('a chip of a translation has $name', ({ service, to, chip }) => {
  expect(chipTo(service, to)).toBe(chip);
  expect(chip.length).toBeLessThanOrEqual(28);
});
