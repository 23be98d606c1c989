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

/** Where the picture is so small that a tag is higher than the rows between pods, so that some stand outside of their node. */
const OUT_OF_NODES = 6;

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

  it('are hardly ever tied across a border', () => {
    const across = runs.flatMap(({ run, borders }) => borders.map((fault) => `${run}, ${fault}`));
    expect(across.slice(OUT_OF_NODES)).toEqual([]);
  });
});
