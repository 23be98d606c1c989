import type { RuleCard } from '#view';
import { CARD_GROUPS, type CardItem, foldCards, groupOf } from './fold.ts';
import { MEASURES, type Point, type Rect } from './measures.ts';
import type { Needed } from './needed.ts';

export interface CardBox extends Rect {
  readonly item: CardItem;
}

/** A thin line from a card to one that it points to. */
export interface CardLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
}

export interface RulesBand {
  readonly cards: readonly CardBox[];
  readonly links: readonly CardLink[];
  readonly bottom: number;
}

const MOST_ROWS = 5;

/** The upper band: groups in the order of deciding, each in as many columns as the width asks for. */
export function placeRules(
  rules: readonly RuleCard[],
  needed: Needed,
  unfolded: ReadonlySet<string>,
  area: Omit<Rect, 'h'>,
): RulesBand {
  const { card } = MEASURES;
  const groups = CARD_GROUPS.map((group) =>
    foldCards(
      rules.filter((one) => groupOf(one) === group),
      group,
      needed,
      unfolded,
    ),
  ).filter((items) => items.length > 0);
  const fitting = Math.max(1, Math.floor((area.w + card.gapX) / (card.w + card.gapX)));
  const rows = rowsFor(groups, fitting);
  if (columnsFor(groups, rows) > fitting) return placeInRows(groups.flat(), fitting, area);
  const cards: CardBox[] = [];
  let x = area.x;
  let bottom = area.y + card.h;
  for (const items of groups) {
    for (let start = 0; start < items.length; start += rows) {
      let y = area.y;
      for (const item of items.slice(start, start + rows)) {
        const h = heightOf(item);
        cards.push({ item, x, y, w: card.w, h });
        y += h + card.gapY;
        bottom = Math.max(bottom, y - card.gapY);
      }
      x += card.w + card.gapX;
    }
  }
  return { cards, links: linksBetween(cards), bottom };
}

/** Where columns by kind do not fit, as on a phone: one after the other, row by row, without lines between them. */
function placeInRows(items: readonly CardItem[], columns: number, area: Omit<Rect, 'h'>): RulesBand {
  const { gapX, gapY } = MEASURES.card;
  const w = (area.w - (columns - 1) * gapX) / columns;
  const cards: CardBox[] = [];
  let y = area.y;
  for (let start = 0; start < items.length; start += columns) {
    const row = items.slice(start, start + columns);
    const h = Math.max(...row.map(heightOf));
    for (const [place, item] of row.entries()) cards.push({ item, x: area.x + place * (w + gapX), y, w, h });
    y += h + gapY;
  }
  return { cards, links: [], bottom: y - gapY };
}

function heightOf(item: CardItem): number {
  return MEASURES.card.h + linesOf(item).length * MEASURES.card.line;
}

/** At most two lines are printed on a card. */
export function linesOf(item: CardItem): readonly string[] {
  return item.kind === 'stack' ? [item.note] : item.card.lines.slice(0, 2);
}

function rowsFor(groups: readonly (readonly CardItem[])[], fitting: number): number {
  for (let rows = 2; rows < MOST_ROWS; rows++) if (columnsFor(groups, rows) <= fitting) return rows;
  return MOST_ROWS;
}

function columnsFor(groups: readonly (readonly CardItem[])[], rows: number): number {
  return groups.reduce((sum, items) => sum + Math.ceil(items.length / rows), 0);
}

function linksBetween(cards: readonly CardBox[]): readonly CardLink[] {
  const boxOf = new Map<string, CardBox>();
  for (const box of cards) {
    const refs = box.item.kind === 'card' ? [box.item.card.ref] : box.item.cards.map((one) => one.ref);
    for (const ref of refs) boxOf.set(ref, box);
  }
  const links = new Map<string, CardLink>();
  for (const from of cards) {
    if (from.item.kind !== 'card') continue;
    for (const ref of from.item.card.to) {
      const to = boxOf.get(ref);
      if (!to || to === from || to.x <= from.x) continue;
      const id = `${from.item.id}→${to.item.id}`;
      links.set(id, { id, from: from.item.card.ref, to: ref, points: linkPoints(from, to) });
    }
  }
  return [...links.values()];
}

/** Right out of the card, down or up in the gap between columns; past further columns in the gap above the target. */
function linkPoints(from: Rect, to: Rect): readonly Point[] {
  const start = { x: from.x + from.w, y: from.y + MEASURES.card.h / 2 };
  const end = { x: to.x, y: to.y + to.h / 2 };
  const near = start.x + MEASURES.card.gapX / 2;
  if (end.x - start.x <= MEASURES.card.gapX + 1) return [start, { x: near, y: start.y }, { x: near, y: end.y }, end];
  const over = to.y - MEASURES.card.gapY / 2;
  const far = end.x - MEASURES.card.gapX / 2;
  return [start, { x: near, y: start.y }, { x: near, y: over }, { x: far, y: over }, { x: far, y: end.y }, end];
}
