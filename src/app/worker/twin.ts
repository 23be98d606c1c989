import { printMarkdown, redact, textTwin, type Twin } from '#engine';
import type { Answer } from '#view';

/** A run as text, with every fact, and the same as Markdown to be passed on: secrets in URLs and names are left out of that. */
export interface TwinText extends Pick<Twin, 'title' | 'assumed' | 'unsupported' | 'hops' | 'others'> {
  readonly markdown: string;
}

export function twinText(answer: Answer): TwinText {
  const twin = textTwin(answer);
  const { title, assumed, unsupported, hops, others } = twin;
  return { title, assumed, unsupported, hops, others, markdown: redact(printMarkdown(twin)).text };
}
