import { describe, expect, it } from 'vitest';
import { neededWidth } from './consulted-width.ts';

const row = (...cells: readonly string[]) => ({ id: cells.join(), cells, note: '' });

describe('the room that a table needs', () => {
  it.each([
    {
      name: 'a rule, which wraps between its options',
      cells: ['-A KUBE-SERVICES -d 10.96.0.10/32 -j KUBE-SVC-X'],
      most: 328,
    },
    { name: 'an address and its name', cells: ['10.244.10.185:8080', 'shop/web-7d8b9c-x2x4z'], most: 328 },
  ])('is that of a narrow panel for $name', ({ cells, most }) => {
    expect(neededWidth({ columns: [], rows: [row(...cells)] })).toBeLessThan(most);
  });

  it('is more than a narrow panel for the columns of a policy', () => {
    const columns = ['policy', 'rule', 'action', 'to', 'ports', 'note'];
    const cells = [
      'NetworkPolicy/clinic/readers-may-go-to-records',
      'egress[0]',
      'Allow',
      'pods app=records',
      'TCP 8080',
    ];
    expect(neededWidth({ columns, rows: [{ ...row(...cells), note: 'isolates' }] })).toBeGreaterThan(328);
  });

  it('grows with the longest word that stays whole, an address among them', () => {
    const narrow = neededWidth({ columns: ['to'], rows: [row('10.0.0.1')] });
    expect(neededWidth({ columns: ['to'], rows: [row('10.0.0.1'), row('10.100.100.100')] })).toBeGreaterThan(narrow);
  });

  it('is nothing where there is no cell', () => {
    expect(neededWidth({ columns: [], rows: [] })).toBe(0);
  });
});
