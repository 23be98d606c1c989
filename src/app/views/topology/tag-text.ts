import type { Hop, HopView, RuleCard } from '#view';
import { decidesNothing } from './decides-nothing.ts';
import { shortText } from './short-text.ts';

/** A tag has no more characters than this; the inspector says all of it. */
const MOST = 26;

/** What the tag of a packet says: the object that decides, as `named`, with its line where it fits, else what the strip says. */
export function tagText(hop: Hop, view: HopView, cards: readonly RuleCard[], named: (ref: string) => string): string {
  const rule = decidesNothing(hop) ? undefined : view.rules.find((ref) => cards.some((card) => card.ref === ref));
  const line = view.evidence.find((one) => one.range !== null && (rule === undefined || one.object === rule))?.range
    ?.start.line;
  const said = rule === undefined ? view.story.chip : `by ${named(rule)}`;
  const back = hop.way === 'reply' && !said.startsWith('reply') ? 'reply: ' : '';
  const whole = `${back}${said}${rule === undefined || line === undefined ? '' : `, line ${line}`}`;
  if (whole.length <= MOST) return whole;
  return rule === undefined ? `${whole.slice(0, MOST - 1).replace('…', '')}…` : shortText(`${back}${said}`, MOST);
}

/** The size of a tag's letters in pixels: as those of the names in the picture, but never below 10. */
export function tagFont(zoom: number): number {
  return Math.min(11, Math.max(10, 12 * zoom));
}
