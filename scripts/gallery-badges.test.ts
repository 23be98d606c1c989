import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSession } from '#engine';
import { badgeFaultsOf } from '../src/app/views/topology/badge-faults.fixture.ts';

const GALLERY = join(import.meta.dirname, '../public/gallery');
const panes = [
  { on: 'a page of 1440 by 900', w: 742, h: 551, page: 'columns' },
  { on: 'a phone', w: 390, h: 551, page: 'column' },
] as const;
/** Where more lines run beside the nodes than there are lanes, so many badges lie on one that is not theirs. */
const CROWDED = 4;
/** Where several overlays run beside the nodes at once, or over the place that is left between two boxes. */
const SEVERAL = 6;

describe('the badges of overlays in the gallery', () => {
  const scenarios = readdirSync(GALLERY).filter((file) => file.endsWith('.scenario.yaml'));
  const faults = scenarios.flatMap((file) => {
    const session = openSession(readFileSync(join(GALLERY, file), 'utf8'));
    return session.scenario.requests.flatMap((request) => {
      const answer = session.ask(request);
      return panes.map((pane) => ({
        run: `${file}, ${request.name}, on ${pane.on}`,
        ...badgeFaultsOf(session.loaded.picture, answer, pane),
      }));
    });
  });

  it('are there for each overlay', () => {
    expect(faults.filter(({ missing }) => missing.length > 0)).toEqual([]);
  });

  it('hardly ever lie across their own line', () => {
    const turned = faults.flatMap((one) => one.turned.map((fault) => `${one.run}: ${fault}`));
    expect(turned.slice(SEVERAL)).toEqual([]);
  });

  it('hardly ever cover a line but their own', () => {
    const covered = faults.flatMap((one) => one.covered.map((fault) => `${one.run}: ${fault}`));
    expect(covered.slice(CROWDED)).toEqual([]);
  });
});
