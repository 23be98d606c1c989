import type { Session } from '#engine';
import type { RequestWay } from '#view';

/** The ways of all saved requests, each as far as its line needs. */
export function waysOf(session: Session): readonly RequestWay[] {
  return session.scenario.requests.map((request) => {
    const { hops, passes } = session.follow(request);
    return {
      name: request.name,
      hops: hops.map(({ key, pass, way, layer, at }) => ({ key, pass, way, layer, at })),
      passes: passes.map(({ id, why, openedBy, rides }) => ({ id, why, openedBy, rides })),
    };
  });
}
