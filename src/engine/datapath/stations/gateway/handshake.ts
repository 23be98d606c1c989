import type { ClusterPod, Evidence } from '#cluster';
import type { Payload } from '#net';
import { covers } from '#tables';
import type { Draft, Station, Step } from '../../flow.ts';
import { stands } from '../standing.ts';
import { certificateEvidence, tlsEvidence } from './evidence.ts';
import type { Visit } from './visit.ts';
import { arrivalAt, visitOf } from './visit.ts';

/** TLS at the controller: the certificate by server name, and whether the client takes it. */
export const gatewayHandshakeStation: Station = {
  layer: 'gateway',
  why: 'An ingress controller shows the certificate of the server name asked for; the client checks names and dates.',
  handle(flow, world): Step {
    const arrival = arrivalAt(flow, world);
    const visit = arrival === null ? null : visitOf(arrival);
    if (visit === null || flow.packet.tls === null || stands(flow)) return { then: 'pass' };
    if (visit.listener === 'http')
      return refuse(visit, { kind: 'tls-alert', alert: 'wrong version number', certificate: null });
    const problem = objection(visit);
    if (problem === null) return { then: 'note', hop: handshakeDraft(visit, ''), flow };
    const shown = visit.certificate?.shown ?? { kind: 'fake' };
    return refuse(visit, { kind: 'tls-alert', alert: problem, certificate: shown });
  },
};

/**
 * Why the client refuses the certificate, `null` if it does not. Clients trust every issuer (SCENARIO.md, "requests"); of
 * the controller's own certificate a real one names the issuer first (OpenSSL verifies the chain before curl's names).
 */
function objection({ flow, certificate }: Visit): string | null {
  const checks = flow.packet.tls?.checks ?? null;
  if (checks === null || certificate === null) return null;
  if (!covers(certificate, checks)) {
    const name = `no alternative certificate subject name matches ${checks}`;
    return certificate.shown.kind === 'fake' ? `self-signed certificate, and ${name}` : name;
  }
  return certificate.validity === 'expired' ? 'certificate has expired' : null;
}

function refuse(visit: Visit, payload: Extract<Payload, { kind: 'tls-alert' }>): Step {
  const secret = visit.certificate?.secret ?? null;
  return {
    then: 'serve',
    by: 'answer',
    hop: handshakeDraft(visit, payload.alert),
    flow: visit.flow,
    payload,
    stoppedAt:
      visit.listener === 'http'
        ? { layer: 'gateway', reason: 'BadRequest', objects: [visit.pod.ref] }
        : { layer: 'client', reason: 'CertificateRefused', objects: secret === null ? [] : [secret] },
  };
}

function handshakeDraft({ flow, certificate, configuration, listener, pod }: Visit, why: string): Draft {
  return () => {
    const secret = certificate?.secret ?? null;
    const byClient = why !== '' && listener !== 'http';
    const server = configuration.servers.find(({ hostname }) => hostname === flow.packet.tls?.sni);
    return {
      kind: 'handshake',
      layer: byClient ? 'client' : 'gateway',
      before: why === '' ? flow.packet : { ...flow.packet, carries: null },
      after: why === '' ? flow.packet : null,
      decision: {
        sni: flow.packet.tls?.sni ?? null,
        certificate: listener === 'http' ? null : (certificate?.shown ?? { kind: 'fake' }),
        accepted: why === '',
        why,
        ...(listener === 'http' || certificate === null || certificate.instead === null
          ? {}
          : { instead: certificate.instead }),
      },
      because: [
        ...(secret === null || certificate === null ? [flagEvidence(pod)] : [certificateEvidence(secret, certificate)]),
        ...(server?.ingress === undefined || server.ingress === null
          ? []
          : [tlsEvidence(server.ingress, flow.packet.tls?.sni ?? null)]),
      ],
    };
  };
}

/** The flags of the controller, one of which names the certificate shown where no Ingress has one. */
function flagEvidence({ template, origin, spec }: ClusterPod): Evidence {
  const flagged = spec.containers.findIndex(({ args }) => args.some((one) => one.includes('default-ssl-certificate')));
  const container = Math.max(0, flagged);
  return { object: template.object, field: [...template.path, 'spec', 'containers', container, 'args'], origin };
}
