import type { Request, Session } from '#engine';
import type { Printed } from './protocol.ts';

/** Lines that the page is given: what a node of a large cluster holds runs to hundreds of thousands. */
const MOST = 2000;

/** What a command would print after the run of a request, cut where it is longer than anybody reads. */
export function printedBy(
  session: Session,
  request: Request,
  { on, run }: { readonly on: string; readonly run: string },
): Printed | null {
  const text = session.output(on, run, request);
  if (text === null) return null;
  const lines = text.replace(/\n$/, '').split('\n');
  return { text: lines.slice(0, MOST).join('\n'), more: Math.max(0, lines.length - MOST) };
}
