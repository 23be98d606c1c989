import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSession } from '#engine';
import { tagFaultsOf } from '../src/app/views/topology/tag-faults.fixture.ts';

const GALLERY = join(import.meta.dirname, '../public/gallery');
const panes = [
  { on: 'a page of 1440 by 900', w: 742, h: 551, page: 'columns' },
  { on: 'a phone', w: 390, h: 551, page: 'column' },
] as const;

describe('the tags of packets in the gallery', () => {
  const scenarios = readdirSync(GALLERY).filter((file) => file.endsWith('.scenario.yaml'));
  it.each(scenarios)('%s: each is beside its packet, covers nothing and is tied to it across nothing', (file) => {
    const session = openSession(readFileSync(join(GALLERY, file), 'utf8'));
    const faults = session.scenario.requests.flatMap((request) => {
      const answer = session.ask(request);
      return panes.flatMap((pane) =>
        tagFaultsOf(session.loaded.picture, answer, pane).map((fault) => `${request.name}, on ${pane.on}, ${fault}`),
      );
    });
    expect(faults).toEqual([]);
  });
});
