import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSession } from '#engine';
import { stopsIn } from '#view';
import { hookFaultsOf } from '../src/app/views/topology/hook-faults.fixture.ts';
import { layOut } from '../src/app/views/topology/layout.ts';
import { lineFaultsOf } from '../src/app/views/topology/line-faults.fixture.ts';
import { neededBy } from '../src/app/views/topology/needed.ts';
import { tracksOf } from '../src/app/views/topology/pass-ways.ts';
import { faultsOf } from '../src/app/views/topology/picture-faults.fixture.ts';
import { cutNamesIn } from '../src/app/views/topology/cut-names.fixture.ts';
import { crossingsOf, untangledTracks } from '../src/app/views/topology/untangle.ts';

const GALLERY = join(import.meta.dirname, '../public/gallery');
const spaces = [
  { width: 1200, page: 'columns' },
  { width: 742, page: 'columns' },
  { width: 600, page: 'columns' },
  { width: 394, page: 'column' },
  { width: 320, page: 'column' },
] as const;

describe('the picture of every scenario of the gallery', () => {
  const scenarios = readdirSync(GALLERY).filter((file) => file.endsWith('.scenario.yaml'));
  it.each(scenarios)('%s: no line over a box or a name, nothing over anything', (file) => {
    const session = openSession(readFileSync(join(GALLERY, file), 'utf8'));
    for (const request of session.scenario.requests) {
      const answer = session.ask(request);
      for (const space of spaces) {
        const layout = layOut(session.loaded.picture, neededBy(answer), new Set(), space);
        expect({ request: request.name, space, faults: faultsOf(layout, answer.trace) }).toEqual({
          request: request.name,
          space,
          faults: [],
        });
      }
    }
  });

  it.each(scenarios)('%s: lines lie beside each other, and what went wrong ends in a stop', (file) => {
    const session = openSession(readFileSync(join(GALLERY, file), 'utf8'));
    for (const request of session.scenario.requests) {
      const answer = session.ask(request);
      const stops = stopsIn(answer.trace);
      const faults = spaces.flatMap((space) =>
        lineFaultsOf(layOut(session.loaded.picture, neededBy(answer), new Set(), space), answer.trace),
      );
      expect({ request: request.name, faults, stops: stops.size > 0 }).toEqual({
        request: request.name,
        faults: [],
        stops: !answer.verdict.good,
      });
    }
  });

  it.each(scenarios)('%s: a way runs through the hooks that its packet meets, and past the others', (file) => {
    const session = openSession(readFileSync(join(GALLERY, file), 'utf8'));
    for (const request of session.scenario.requests) {
      const answer = session.ask(request);
      const faults = spaces.flatMap((space) =>
        hookFaultsOf(layOut(session.loaded.picture, neededBy(answer), new Set(), space), answer.trace),
      );
      expect({ request: request.name, faults }).toEqual({ request: request.name, faults: [] });
    }
  });

  it.each(scenarios)('%s: no name is cut', (file) => {
    const session = openSession(readFileSync(join(GALLERY, file), 'utf8'));
    for (const request of session.scenario.requests) {
      const needed = neededBy(session.ask(request));
      const cut = spaces.map((space) => ({
        space,
        cut: cutNamesIn(layOut(session.loaded.picture, needed, new Set(), space)),
      }));
      expect({ request: request.name, cut }).toEqual({
        request: request.name,
        cut: spaces.map((space) => ({ space, cut: [] })),
      });
    }
  });

  it('shows fewer crossings of lines than the first free tracks have, and never more', () => {
    const counts = scenarios.flatMap((file) => {
      const session = openSession(readFileSync(join(GALLERY, file), 'utf8'));
      return session.scenario.requests.map((request) => {
        const answer = session.ask(request);
        const layout = layOut(session.loaded.picture, neededBy(answer), new Set(), spaces[1]);
        const runs = [answer.trace];
        const plain = crossingsOf(layout, answer.trace, tracksOf(layout, runs));
        return { plain, untangled: crossingsOf(layout, answer.trace, untangledTracks(layout, runs)) };
      });
    });
    const sum = (of: 'plain' | 'untangled') => counts.reduce((total, count) => total + count[of], 0);
    expect(counts.filter(({ plain, untangled }) => untangled > plain)).toEqual([]);
    expect(sum('untangled')).toBeLessThan(sum('plain') / 2);
  });
});
