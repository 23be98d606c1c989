import type { CertificateShown } from '#net';
import { inEvery } from '../every.ts';
import type { KeyJudge } from './key-judge.ts';

/** The certificate that the client was shown: `NS/SECRET`, `default` or `fake`. */
export const judgeTls: KeyJudge<'tls'> = ({ certificate }, odds) => {
  if (certificate === undefined) return [];
  return inEvery('tls.certificate', certificate, odds, ({ outcome }) => {
    const shown = outcome.certificate === null ? null : certificateText(outcome.certificate);
    return { holds: shown === certificate, actual: shown ?? `none was shown (${outcome.word})` };
  });
};

function certificateText(shown: CertificateShown): string {
  switch (shown.kind) {
    case 'secret':
      return `${shown.namespace}/${shown.name}`;
    case 'default':
    case 'fake':
    case 'application':
      return shown.kind;
  }
}
