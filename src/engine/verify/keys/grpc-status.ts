import { allowedOf, allowedText, inEvery } from '../every.ts';
import type { KeyJudge } from './key-judge.ts';

/** The gRPC status by name, or a list of allowed ones; the spelling of case and underscores is free. */
export const judgeGrpcStatus: KeyJudge<'grpcStatus'> = (wanted, odds) => {
  const allowed = allowedOf(wanted);
  return inEvery('grpcStatus', allowedText(allowed), odds, ({ response, outcome }) => {
    const status = response?.grpcStatus ?? null;
    return {
      holds: status !== null && allowed.some((one) => plain(one) === plain(status)),
      actual: status ?? (response === null ? `no answer (${outcome.word})` : `no gRPC status, HTTP ${response.status}`),
    };
  });
};

function plain(status: string): string {
  return status.replaceAll('_', '').toLowerCase();
}
