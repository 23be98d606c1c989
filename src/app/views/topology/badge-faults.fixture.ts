import type { Answer, Picture } from '#view';
import { waysOf } from './coverable.ts';
import { linesOf } from './drawn-lines.ts';
import { type PagePane, pictureOn } from './picture-on.fixture.ts';
import { overlap } from './tag-place.ts';
import { liesIn } from './tunnels.ts';

/** Which overlays of a run have no badge, which lie across their own line, and which other lines a badge covers while its own is drawn, in words. */
export function badgeFaultsOf(
  picture: Picture,
  answer: Answer,
  pane: PagePane,
): { readonly missing: readonly string[]; readonly turned: readonly string[]; readonly covered: readonly string[] } {
  const { legs, tunnels } = pictureOn(picture, answer, pane);
  const wrapped = answer.trace.hops.flatMap(({ kind, after }) =>
    kind === 'route' && after?.encapsulates ? [[after.src, after.dst].toSorted().join(' ')] : [],
  );
  const covered = answer.trace.hops.flatMap((_, now) => {
    const lines = linesOf(legs, now);
    return tunnels.flatMap(({ id, line, hops, at }) => {
      if (!lines.some(({ leg }) => leg.hop === line)) return [];
      const inside = hops.flatMap(({ index }) => legs[index + 1] ?? []);
      const mine = waysOf(inside);
      return lines
        .filter(({ leg }) => !inside.includes(leg))
        .flatMap(({ leg, pieces }) =>
          waysOf(pieces.map((points) => ({ points })))
            .filter((other) => overlap(at, other) > 0 && !mine.some((one) => liesIn(other, one)))
            .map(() => `that of ${id} covers the line to ${leg.hop}`),
        );
    });
  });
  const turned = tunnels.flatMap(({ id, line, at }) => {
    const own = waysOf(legs.filter(({ hop }) => hop === line)).filter((piece) => overlap(piece, at) > 0);
    return own.some((piece) => piece.w > piece.h === at.w > at.h) ? [] : [`that of ${id} lies across its line`];
  });
  const missing = wrapped.filter((id) => !tunnels.some((tunnel) => tunnel.id === id));
  return { missing: [...new Set(missing)], turned, covered: [...new Set(covered)] };
}
