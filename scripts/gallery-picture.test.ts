import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSession } from '#engine';
import { stopsIn } from '#view';
import { hookFaultsOf } from '../src/app/views/topology/hook-faults.fixture.ts';
import { layOut } from '../src/app/views/topology/layout.ts';
import { lineFaultsOf } from '../src/app/views/topology/line-faults.fixture.ts';
import { neededBy } from '../src/app/views/topology/needed.ts';
import { faultsOf } from '../src/app/views/topology/picture-faults.fixture.ts';

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
      const faults = [spaces[1], spaces[3]].flatMap((space) =>
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
      const faults = [spaces[1], spaces[3]].flatMap((space) =>
        hookFaultsOf(layOut(session.loaded.picture, neededBy(answer), new Set(), space), answer.trace),
      );
      expect({ request: request.name, faults }).toEqual({ request: request.name, faults: [] });
    }
  });
});
