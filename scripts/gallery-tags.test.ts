import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSession } from '#engine';
import { tagFaultsOf } from '../src/app/views/topology/tag-faults.fixture.ts';

const GALLERY = join(import.meta.dirname, '../public/gallery');
const panes = [
  { on: 'a page of 1440 by 900', w: 742, h: 551, page: 'columns' },
  { on: 'a page of 1440 by 900 with two rows of requests', w: 742, h: 534, page: 'columns' },
  { on: 'a phone', w: 390, h: 551, page: 'column' },
] as const;

const TWO_ROWS = 'on a page of 1440 by 900 with two rows of requests';
/** All tags of the gallery that stand outside of their node: the picture is so small that none fits between its pods. */
const OUT_OF_NODES: readonly string[] = [
  `shop.scenario.yaml, browse the cart, ${TWO_ROWS}, hop 17`,
  `shop.scenario.yaml, api from outside, ${TWO_ROWS}, hop 19`,
  `shop.scenario.yaml, api looks up products, ${TWO_ROWS}, hop 10`,
  `shop.scenario.yaml, web to db, ${TWO_ROWS}, hop 10`,
];

describe('the tags of packets in the gallery', () => {
  const scenarios = readdirSync(GALLERY).filter((file) => file.endsWith('.scenario.yaml'));
  const runs = scenarios.flatMap((file) => {
    const session = openSession(readFileSync(join(GALLERY, file), 'utf8'));
    return session.scenario.requests.flatMap((request) => {
      const answer = session.ask(request);
      return panes.map((pane) => ({
        run: `${file}, ${request.name}, on ${pane.on}`,
        ...tagFaultsOf(session.loaded.picture, answer, pane),
      }));
    });
  });

  it('are beside their packets, cover nothing and are tied to them across no box and no name', () => {
    expect(runs.flatMap(({ run, faults }) => faults.map((fault) => `${run}, ${fault}`))).toEqual([]);
  });

  it('are tied across a border nowhere else', () => {
    const across = runs.flatMap(({ run, borders }) => borders.map((fault) => `${run}, ${/^hop \d+/.exec(fault)?.[0]}`));
    expect([...new Set(across)]).toEqual(OUT_OF_NODES);
  });
});
