import { describe, expect, it } from 'vitest';
import { requestOf } from './ad-hoc.ts';

function said(method: string, target: string): string {
  const read = requestOf({ name: 'r', from: 'client', method, target });
  return 'code' in read ? read.sentence : read.sends.kind;
}

describe('what was typed into the request bar', () => {
  it.each([
    ['GET', 'http://x:65535/', 'http'],
    ['TCP', 'web:80', 'connect'],
    ['GET', 'http://x:99999/', '99999 is no port: ports go from 1 to 65535.'],
    ['GET', 'web:99999', '99999 is no port: ports go from 1 to 65535.'],
    ['TCP', 'web:99999', '99999 is no port: ports go from 1 to 65535.'],
    ['TCP', 'web:0', '0 is no port: ports go from 1 to 65535.'],
    ['TCP', 'web', 'web has no port: write HOST:PORT, for example web.shop:80.'],
    ['GET', 'ftp://x/', 'ftp is not spoken here: write http://HOST/PATH or https://HOST/PATH, or connect by TCP.'],
    ['GET', 'http://[bad', 'http://[bad is no URL that can be requested: write http://HOST/PATH or https://HOST/PATH.'],
  ])('%s %s', (method, target, want) => {
    expect(said(method, target)).toBe(want);
  });
});
