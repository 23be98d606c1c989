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
const WIDE = 'on a page of 1440 by 900';
/** All badges of the gallery that cover a line of another: more lines run beside the nodes there than there are lanes. */
const CROWDED: readonly string[] = [
  'egress.scenario.yaml, by the gateway, on a phone: that of 192.168.1.11 192.168.1.13 covers the line to request/reply/restore@node/node-c:prerouting',
  `outside.scenario.yaml, from node-a, ${WIDE}: that of 192.168.1.11 192.168.1.13 covers the line to request/forward/receive@outside/198.18.0.20:receive`,
  `outside.scenario.yaml, a closed port, ${WIDE}: that of 192.168.1.11 192.168.1.12 covers the line to request/forward/stop@outside/198.18.0.20:receive`,
  `outside.scenario.yaml, a closed port, ${WIDE}: that of 192.168.1.11 192.168.1.13 covers the line to request/forward/stop@outside/198.18.0.20:receive`,
];
/** All that lie across their line: several overlays run beside the nodes there at once, or little is left between boxes. */
const SEVERAL: readonly string[] = [
  `hairpin.scenario.yaml, sorter to mailer, ${WIDE}: that of 192.168.1.12 192.168.1.13 lies across its line`,
  `outside.scenario.yaml, from node-a, ${WIDE}: that of 192.168.1.11 192.168.1.13 lies across its line`,
  `outside.scenario.yaml, from node-b, ${WIDE}: that of 192.168.1.12 192.168.1.13 lies across its line`,
  `outside.scenario.yaml, how the name is tried, ${WIDE}: that of 192.168.1.11 192.168.1.13 lies across its line`,
  `outside.scenario.yaml, a closed port, ${WIDE}: that of 192.168.1.11 192.168.1.12 lies across its line`,
  `outside.scenario.yaml, a closed port, ${WIDE}: that of 192.168.1.11 192.168.1.13 lies across its line`,
];

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

  it('lie across their own line nowhere else', () => {
    const turned = faults.flatMap((one) => one.turned.map((fault) => `${one.run}: ${fault}`));
    expect(turned).toEqual(SEVERAL);
  });

  it('cover a line but their own nowhere else', () => {
    const covered = faults.flatMap((one) => one.covered.map((fault) => `${one.run}: ${fault}`));
    expect(covered).toEqual(CROWDED);
  });
});
