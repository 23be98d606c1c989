import { describe, expect, it } from 'vitest';
import { buildCluster } from '#cluster';
import { loadManifests } from '#manifests';
import { ip, type Packet } from '#net';
import { type Decisions, type HopOf, plainText } from '#trace';
import { explainHandshake } from './handshake.ts';

const cluster = buildCluster({ manifests: loadManifests('').objects, settings: {}, faults: [] });

const PACKET: Packet = {
  src: ip('fd61::9'),
  sport: 40000,
  dst: ip('fd61::5'),
  dport: 443,
  protocol: 'TCP',
  bytes: 60,
  tls: null,
  carries: null,
  encapsulates: null,
};

function hopWith(decision: Decisions['handshake']): HopOf<'handshake'> {
  return {
    key: 'k',
    pass: 'request',
    way: 'forward',
    atMs: 0,
    kind: 'handshake',
    layer: 'gateway',
    at: { place: { kind: 'pod', pod: 'ingress-nginx/controller' }, hook: 'receive' },
    before: PACKET,
    after: null,
    opens: null,
    decision,
    because: [],
    consulted: [],
    notTaken: { shown: [], more: 0 },
  };
}

describe('a handshake', () => {
  it.each<{ readonly name: string; readonly decision: Decisions['handshake']; readonly says: string }>([
    {
      name: 'that is taken says whose certificate was shown',
      decision: {
        sni: 'a.test',
        certificate: { kind: 'secret', namespace: 'shop', name: 'shop-tls' },
        accepted: true,
        why: '',
      },
      says: 'The client asks for a.test and is shown the certificate in Secret shop-tls. From here on the packets are readable.',
    },
    {
      name: 'without a certificate for the name says that the controller made its own',
      decision: { sni: 'a.test', certificate: { kind: 'fake' }, accepted: false, why: 'no name matches' },
      says: 'The client asks for a.test and is shown the controller’s own self-signed certificate (Kubernetes Ingress Controller Fake Certificate), because none was found for that name. The client breaks off: no name matches. So no request is sent.',
    },
    {
      name: 'with what speaks no TLS says of no certificate that it was shown',
      decision: { sni: null, certificate: null, accepted: false, why: 'wrong version number' },
      says: 'The client asks for no server name. What comes back is no TLS. The client breaks off: wrong version number. So no request is sent.',
    },
  ])('$name', ({ decision, says }) => {
    expect(plainText(explainHandshake(hopWith(decision), cluster).detail)).toBe(says);
  });

  it('is repeated by a command that writes an address of IPv6 in brackets', () => {
    const decision = { sni: null, certificate: null, accepted: false, why: 'wrong version number' } as const;
    expect(explainHandshake(hopWith(decision), cluster).commands).toEqual([
      "openssl s_client -connect '[fd61::5]:443' </dev/null",
    ]);
  });
});
