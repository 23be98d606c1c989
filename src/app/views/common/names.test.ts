import { describe, expect, it } from 'vitest';
import { outcomeText } from './names.ts';

describe('what a sender experienced', () => {
  it.each([
    { name: 'a name that does not exist', reason: 'NameDoesNotExist', want: 'name not found' },
    { name: 'servers that stay silent', reason: 'ServerSilent', want: 'name lookup timed out' },
    { name: 'a name without a record of that type', reason: 'NoData', want: 'name without address' },
    { name: 'a Service whose balancer is pending', reason: 'NoAddress', want: 'no address' },
    { name: 'a sender that nobody is', reason: 'SenderUnknown', want: 'no such sender' },
  ])('of $name is no other: $want', ({ reason, want }) => {
    expect(outcomeText({ word: 'unresolved', reason })).toBe(want);
  });

  it('of a timeout is that, whatever the reason', () => {
    expect(outcomeText({ word: 'timeout', reason: 'ServerSilent' })).toBe('timed out');
  });
});
