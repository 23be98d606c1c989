import type { Cluster } from '#cluster';
import type { Hop, HopKind, HopOf, Story } from '#trace';
import { explainAnswer } from './answer.ts';
import { explainBalance } from './balance.ts';
import { explainDnsAnswer } from './dns-answer.ts';
import { explainFragment } from './fragment.ts';
import { explainHandshake } from './handshake.ts';
import { explainJudge } from './judge.ts';
import { explainLookup } from './lookup.ts';
import { explainMasquerade } from './masquerade.ts';
import { explainProxy } from './proxy.ts';
import { explainReceive } from './receive.ts';
import { explainResolved } from './resolved.ts';
import { explainRestore } from './restore.ts';
import { explainReturned } from './returned.ts';
import { explainRoute } from './route.ts';
import { explainSend } from './send.ts';
import { explainServe } from './serve.ts';
import { explainShrink } from './shrink.ts';
import { explainStop } from './stop.ts';
import { explainTranslate } from './translate.ts';

/** What explains each kind of hop. A kind without an entry does not compile. */
const EXPLAINERS = {
  answer: explainAnswer,
  balance: explainBalance,
  'dns-answer': explainDnsAnswer,
  fragment: explainFragment,
  handshake: explainHandshake,
  judge: explainJudge,
  lookup: explainLookup,
  masquerade: explainMasquerade,
  proxy: explainProxy,
  receive: explainReceive,
  resolved: explainResolved,
  restore: explainRestore,
  returned: explainReturned,
  route: explainRoute,
  send: explainSend,
  serve: explainServe,
  shrink: explainShrink,
  stop: explainStop,
  translate: explainTranslate,
} satisfies { readonly [K in HopKind]: (hop: HopOf<K>, cluster: Cluster) => Story };

/** What a hop says to a person. */
export function explain(hop: Hop, cluster: Cluster): Story {
  // The table pairs every kind with an explainer of that kind; the compiler cannot carry that through the look-up.
  const explainer = EXPLAINERS[hop.kind] as (hop: Hop, cluster: Cluster) => Story;
  return explainer(hop, cluster);
}
