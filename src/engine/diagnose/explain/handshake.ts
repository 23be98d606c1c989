import type { Cluster } from '#cluster';
import { type CertificateShown, hostPort } from '#net';
import type { Fragment, HopOf, Story } from '#trace';
import { chip, code, link, placeName } from './phrase.ts';
import { shell } from './shell.ts';

/** A proxy showed a certificate for a server name, and the client took it or not. */
export function explainHandshake(hop: HopOf<'handshake'>, _cluster: Cluster): Story {
  const { sni, certificate, accepted, why } = hop.decision;
  const asked: Fragment = sni === null ? 'no server name' : code(sni);
  return {
    chip: chip(accepted ? `TLS ${sni ?? ''}`.trim() : certificate === null ? 'TLS fails' : 'client refuses'),
    title: accepted
      ? ['TLS is set up for ', asked]
      : certificate === null
        ? ['The TLS handshake for ', asked, ' fails']
        : ['The client refuses the certificate for ', asked],
    detail: [
      'The client asks for ',
      asked,
      ...(certificate === null ? ['. What comes back is no TLS'] : [' and is shown ', ...shownAs(certificate)]),
      accepted ? '. From here on the packets are readable.' : `. The client breaks off: ${why}.`,
      ...(accepted ? [] : [' So no request is sent.']),
    ],
    commands: commandsFor(hop),
  };
}

function shownAs(certificate: CertificateShown): readonly Fragment[] {
  switch (certificate.kind) {
    case 'secret':
      return [
        'the certificate in ',
        link({ kind: 'Secret', namespace: certificate.namespace, name: certificate.name }),
      ];
    case 'default':
      return ['the default certificate of the controller, because none was found for that name'];
    case 'fake':
      return [
        'the controller’s own self-signed certificate (Kubernetes Ingress Controller Fake Certificate), because none was found for that name',
      ];
    case 'application':
      return ['the application’s certificate'];
  }
}

function commandsFor({ decision, before, at }: HopOf<'handshake'>): readonly string[] {
  const { certificate, sni } = decision;
  const target = before === null ? placeName(at) : hostPort(before.dst, before.dport);
  const asked = sni === null ? '' : shell` -servername ${sni}`;
  const connect = `${shell`openssl s_client -connect ${target}`}${asked} </dev/null`;
  if (certificate === null) return [connect];
  const shown = `${connect} | openssl x509 -noout -subject -ext subjectAltName -dates`;
  if (certificate.kind !== 'secret') return [shown];
  return [
    shown,
    shell`kubectl get secret ${certificate.name} -n ${certificate.namespace} -o jsonpath='{.data.tls\\.crt}' | base64 -d | openssl x509 -noout -text`,
  ];
}
