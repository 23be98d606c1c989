import { describe, expect, it } from 'vitest';
import { parseWebUrl } from './url.ts';

describe('a URL', () => {
  it.each([
    ['http://shop.test:8080/cart?x=1#top', 'http shop.test 8080 /cart?x=1'],
    ['shop.test', 'http shop.test null /'],
    ['https://[2001:db8::1]:8443/', 'https 2001:db8::1 8443 /'],
  ])('%s is read apart', (text, want) => {
    const url = parseWebUrl(text);
    expect(`${url?.scheme} ${url?.host} ${url?.port} ${url?.target}`).toBe(want);
  });

  it.each(['http://[bad', 'http://bad]', 'http://[bad]/', 'http://[10.0.0.1]/', 'ftp://x/', 'http://x:99999/'])(
    '%s is none',
    (text) => {
      expect(parseWebUrl(text)).toBeNull();
    },
  );
});
