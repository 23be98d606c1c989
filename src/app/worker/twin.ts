import { printMarkdown, textTwin, type Twin } from '#engine';
import type { Answer } from '#view';

/** A run as text, with every fact, and the same as Markdown. */
export interface TwinText extends Pick<Twin, 'title' | 'assumed' | 'unsupported' | 'hops' | 'others'> {
  readonly markdown: string;
}

export function twinText(answer: Answer): TwinText {
  const twin = textTwin(answer);
  const { title, assumed, unsupported, hops, others } = twin;
  return { title, assumed, unsupported, hops, others, markdown: printMarkdown(twin) };
}
