import { describe, expect, it } from 'vitest';
import { nameCovers, readCertificate } from './x509.ts';

const NAMED = `-----BEGIN CERTIFICATE-----
MIICATCCAaigAwIBAgIUIg2f1AvbTXrNu3hXPhsKBNLZ0DYwCgYIKoZIzj0EAwIw
LTEQMA4GA1UECgwHTGlicmFyeTEZMBcGA1UEAwwQb2xkLmxpYnJhcnkudGVzdDAg
Fw0yNjExMjExMTIxMzRaGA8yMTAwMTAyNDExMjEzNFowLTEQMA4GA1UECgwHTGli
cmFyeTEZMBcGA1UEAwwQb2xkLmxpYnJhcnkudGVzdDBZMBMGByqGSM49AgEGCCqG
SM49AwEHA0IABO/icU/gxss51WncUa7MZTG/u72k4onjjvHfj/lFIELS8h2vQ4Nj
uSYmu5eVmUq5MszRfuePpkxv/PWK3E4BFqqjgaMwgaAwHQYDVR0OBBYEFFMU7hdG
3sLfDa/wkXqtUsOErRZyMB8GA1UdIwQYMBaAFFMU7hdG3sLfDa/wkXqtUsOErRZy
MA8GA1UdEwEB/wQFMAMBAf8wTQYDVR0RBEYwRIIUUmVhZGluZy5saWJyYXJ5LnRl
c3SCFCoucm9vbXMubGlicmFyeS50ZXN0hwTAAAIJhxAgAQ24AAAAAAAAAAAAAAAJ
MAoGCCqGSM49BAMCA0cAMEQCIDw8IzLQCzYO3GRsZlmUITj93okqYzNzmwb3YeMC
eXUNAiBfuIphnFPFRAI7R82kthz5LWlZm0OHgadFoo6L98uUbw==
-----END CERTIFICATE-----`;

const WITHOUT_NAMES = `-----BEGIN CERTIFICATE-----
MIIBkTCCATegAwIBAgIUeCaKQAT1jN3OoAZJ1KlwyBFDVTUwCgYIKoZIzj0EAwIw
HTEbMBkGA1UEAwwScGxhaW4ubGlicmFyeS50ZXN0MCAXDTI2MTEyMTExMjEzNFoY
DzIxMDAxMDI0MTEyMTM0WjAdMRswGQYDVQQDDBJwbGFpbi5saWJyYXJ5LnRlc3Qw
WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATv4nFP4MbLOdVp3FGuzGUxv7u9pOKJ
447x34/5RSBC0vIdr0ODY7kmJruXlZlKuTLM0X7nj6ZMb/z1itxOARaqo1MwUTAd
BgNVHQ4EFgQUUxTuF0bewt8Nr/CReq1Sw4StFnIwHwYDVR0jBBgwFoAUUxTuF0be
wt8Nr/CReq1Sw4StFnIwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBF
AiEAvrBseQTJbA3JAjkvnU5vkfvDDyZuemWyNdH5OfZ7mgACIA2iR2Dd0oqtYGkj
KTbdyNk1haQHsSzEm0xIOGzS9R88
-----END CERTIFICATE-----`;

describe('an X.509 certificate', () => {
  it('is read with its names, addresses and dates', () => {
    expect(readCertificate(NAMED)).toEqual({
      commonName: 'old.library.test',
      dnsNames: ['reading.library.test', '*.rooms.library.test'],
      addresses: ['192.0.2.9', '2001:db8::9'],
      notBefore: '20261121112134',
      notAfter: '21001024112134',
    });
  });

  it('has no names where it has no subjectAltName', () => {
    expect(readCertificate(WITHOUT_NAMES)).toMatchObject({
      commonName: 'plain.library.test',
      dnsNames: [],
      addresses: [],
    });
  });

  it.each([
    ['no PEM', 'REDACTED'],
    ['letters that are no base64', '-----BEGIN CERTIFICATE-----\n***\n-----END CERTIFICATE-----'],
    ['bytes that are no DER', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
    ['half of one', NAMED.replace(/\n[^\n]+\n[^\n]+\n-----END/, '\n-----END')],
  ])('is not read from %s', (_, text) => {
    expect(readCertificate(text)).toBeNull();
  });
});

describe('a name of a certificate', () => {
  it.each([
    ['a.test', 'A.test.', true],
    ['*.a.test', 'b.a.test', true],
    ['*.a.test', 'c.b.a.test', false],
    ['*.a.test', 'a.test', false],
    ['*.a.test', '.a.test', false],
    ['b.test', 'a.test', false],
  ])('%s covers %s: %s', (pattern, name, covered) => {
    expect(nameCovers(pattern, name)).toBe(covered);
  });
});
