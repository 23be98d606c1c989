import type { Session } from '#engine';
import { requestOf } from '#engine';
import type { NodeInside } from '#view';
import type { Asked } from './protocol.ts';

/** What is inside a node in the run of a request; `called` is the name under which it was sent. */
export function insideOf(session: Session, asked: Asked, called: string, node: string): NodeInside | null {
  const request = asked.kind === 'saved' ? session.request(asked.name) : requestOf({ ...asked.request, name: called });
  return request === null || 'sentence' in request ? null : session.inside(request, node);
}
