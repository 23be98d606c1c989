import type { Answer } from '#view';

/** Where in the trace the first request of a run stands that did not go well, from hop to hop; `null`: all went well. */
export function stepGoneWrong(answer: Answer): { readonly from: number; readonly to: number } | null {
  const { hops } = answer.trace;
  const sent = (answer.steps ?? []).flatMap(({ first, verdict }) => {
    const from = hops.findIndex((hop) => hop.key === first);
    return from === -1 ? [] : [{ from, good: verdict.good }];
  });
  if (sent.length === 0) return answer.verdict.good ? null : { from: 0, to: hops.length };
  const wrong = sent.findIndex(({ good }) => !good);
  const { from } = sent[wrong] ?? { from: 0 };
  return wrong === -1 ? null : { from, to: sent[wrong + 1]?.from ?? hops.length };
}
