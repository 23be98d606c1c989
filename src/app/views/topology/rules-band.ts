import type { RuleCard } from '#view';
import { CARD_GROUPS, type CardItem, foldCards, groupOf } from './fold.ts';
import { CHARACTER, MEASURES, type Point, type Rect } from './measures.ts';
import type { Needed } from './needed.ts';
import { wrapName, wrapText } from './short-text.ts';

export interface CardBox extends Rect {
  readonly item: CardItem;
  /** What is printed, broken into rows that fit. */
  readonly rows: CardRows;
}

export interface CardRows {
  readonly title: readonly string[];
  readonly lines: readonly string[];
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
/** Of what a card says. */
const MOST_LINES = 4;

/** The upper band: groups in the order of deciding, each in the columns that make the band lowest. */
export function placeRules(
  rules: readonly RuleCard[],
  needed: Needed,
  unfolded: ReadonlySet<string>,
  page: 'columns' | 'column',
  area: Omit<Rect, 'h'>,
): RulesBand {
  const { card } = MEASURES;
  const groups = CARD_GROUPS.map((group) =>
    foldCards(
      rules.filter((one) => groupOf(one) === group),
      group,
      needed,
      unfolded,
      page,
    ),
  ).filter((items) => items.length > 0);
  const fitting = Math.max(1, Math.floor((area.w + card.gapX) / (card.w + card.gapX)));
  const least = groups.reduce((sum, items) => sum + Math.ceil(items.length / MOST_ROWS), 0);
  if (least > fitting) return placeInRows(groups.flat(), fitting, area);
  const cards = flattest(groups, fitting, area);
  return { cards, links: linksBetween(cards), bottom: lowest(cards, area.y) };
}

/**
 * The cards in the columns that make the band lowest: the highest kind gets another column as long as there is room, and of
 * two bands of one height the one with fewer columns, and so wider cards, is taken.
 */
function flattest(
  groups: readonly (readonly CardItem[])[],
  fitting: number,
  area: Omit<Rect, 'h'>,
): readonly CardBox[] {
  let columns = groups.map((items) => Math.ceil(items.length / MOST_ROWS));
  let best = inColumns(groups, columns, area);
  while (sum(columns) < fitting) {
    const now = inColumns(groups, columns, area);
    const heights = groups.map((items, index) =>
      items.length > (columns[index] ?? 1)
        ? lowest(
            now.filter(({ item }) => items.includes(item)),
            area.y,
          )
        : 0,
    );
    const highest = heights.indexOf(Math.max(...heights));
    if ((heights[highest] ?? 0) === 0) break;
    columns = columns.map((count, index) => (index === highest ? count + 1 : count));
    const next = inColumns(groups, columns, area);
    if (lowest(next, area.y) < lowest(best, area.y)) best = next;
  }
  return best;
}

/** Each group in so many columns, filled from the left; all cards are of one width. */
function inColumns(
  groups: readonly (readonly CardItem[])[],
  columns: readonly number[],
  area: Omit<Rect, 'h'>,
): readonly CardBox[] {
  const { gapX, gapY, widest } = MEASURES.card;
  const w = Math.min(widest, (area.w - (sum(columns) - 1) * gapX) / sum(columns));
  const cards: CardBox[] = [];
  let x = area.x;
  for (const [index, items] of groups.entries()) {
    const rows = Math.ceil(items.length / (columns[index] ?? 1));
    for (let start = 0; start < items.length; start += rows) {
      let y = area.y;
      for (const item of items.slice(start, start + rows)) {
        const box = boxOf(item, x, y, w);
        cards.push(box);
        y += box.h + gapY;
      }
      x += w + gapX;
    }
  }
  return cards;
}

function lowest(cards: readonly Rect[], top: number): number {
  return Math.max(top, ...cards.map((card) => card.y + card.h));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** Where columns by kind do not fit, as on a phone: one after the other, row by row, without lines between them. */
function placeInRows(items: readonly CardItem[], columns: number, area: Omit<Rect, 'h'>): RulesBand {
  const { gapX, gapY } = MEASURES.card;
  const w = (area.w - (columns - 1) * gapX) / columns;
  const cards: CardBox[] = [];
  let y = area.y;
  for (let start = 0; start < items.length; start += columns) {
    const row = items
      .slice(start, start + columns)
      .map((item, place) => boxOf(item, area.x + place * (w + gapX), y, w));
    const h = Math.max(...row.map((box) => box.h));
    for (const box of row) cards.push({ ...box, h });
    y += h + gapY;
  }
  return { cards, links: [], bottom: Math.max(area.y, y - gapY) };
}

function boxOf(item: CardItem, x: number, y: number, w: number): CardBox {
  const { head, line } = MEASURES.card;
  const rows = rowsOf(item, w - 15);
  return { item, rows, x, y, w, h: head + (rows.title.length + rows.lines.length) * line };
}

/**
 * A title of three rows at most, and of what the card says one line of three rows or up to four lines of two; how many more
 * there are is said, and why it decides nothing.
 */
function rowsOf(item: CardItem, w: number): CardRows {
  const bold = Math.floor(w / CHARACTER.bold);
  const mono = Math.floor(w / CHARACTER.mono);
  if (item.kind !== 'card') return { title: [item.title], lines: wrapText(item.note, bold, 2) };
  const { idle, lines: said, title } = item.card;
  const shown =
    said.length <= MOST_LINES ? said : [...said.slice(0, MOST_LINES - 1), `and ${said.length - MOST_LINES + 1} more`];
  const lines = shown.flatMap((line) => wrapText(line, mono, shown.length <= 2 ? 3 : 2));
  return {
    title: wrapName(title, bold, 3),
    lines: idle === undefined ? lines : [...lines, ...wrapText(idle, mono, 2)],
  };
}

function linksBetween(cards: readonly CardBox[]): readonly CardLink[] {
  const cardOf = new Map<string, CardBox>();
  for (const box of cards) {
    for (const ref of refsIn(box.item)) cardOf.set(ref, box);
  }
  const links = new Map<string, CardLink>();
  for (const from of cards) {
    if (from.item.kind !== 'card') continue;
    for (const ref of from.item.card.to) {
      const to = cardOf.get(ref);
      if (!to || to === from || to.x <= from.x) continue;
      const id = `${from.item.id}→${to.item.id}`;
      links.set(id, { id, from: from.item.card.ref, to: ref, points: linkPoints(from, to) });
    }
  }
  return [...links.values()];
}

/** The objects that a card stands for. */
export function refsIn(item: CardItem): readonly string[] {
  switch (item.kind) {
    case 'card':
      return [item.card.ref];
    case 'stack':
      return item.cards.map((one) => one.ref);
    case 'fold':
      return [];
  }
}

/** Right out of the card, down or up in the gap between columns; past further columns in the gap above the target. */
function linkPoints(from: Rect, to: Rect): readonly Point[] {
  const start = { x: from.x + from.w, y: from.y + (MEASURES.card.head + MEASURES.card.line) / 2 };
  const end = { x: to.x, y: to.y + to.h / 2 };
  const near = start.x + MEASURES.card.gapX / 2;
  if (end.x - start.x <= MEASURES.card.gapX + 1) return [start, { x: near, y: start.y }, { x: near, y: end.y }, end];
  const over = to.y - MEASURES.card.gapY / 2;
  const far = end.x - MEASURES.card.gapX / 2;
  return [start, { x: near, y: start.y }, { x: near, y: over }, { x: far, y: over }, { x: far, y: end.y }, end];
}
