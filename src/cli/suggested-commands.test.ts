import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Session } from '#engine';
import { openSession } from '#engine';
import type { Hop } from '#trace';
import { findScenarioFiles } from './scenario-files.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const { files } = findScenarioFiles([`${ROOT}public/gallery`, `${ROOT}src/engine/verify/cases`]);

/** Lines that are no row: headings, counts, and what is said where there is nothing. */
const NO_ROW =
  /^(conntrack v|Chain |target {2}|\s*$|Device |RTNETLINK|IP Virtual Server|Prot |\s+-> RemoteAddress|ID |SERVICE)/;

/** What Hopscope prints for a suggested command; `null` for one that it does not model. */
function printed(session: Session, request: Parameters<Session['ask']>[0], command: string): string | null {
  const [, node = null, run = command] = /^on (\S+): (.*)$/.exec(command) ?? [];
  return session.output(node === null ? null : `node/${node}`, run, request);
}

/**
 * Whether a line is a row for the hop: of conntrack, one of a connection between both ends of its packet; of a hop at which
 * a route drops the packet, what the kernel says of such a route.
 */
function isRow(line: string, command: string, { kind, before }: Hop): boolean {
  if (kind === 'stop' && command.includes('ip route get') && line === 'RTNETLINK answers: Invalid argument')
    return true;
  if (NO_ROW.test(line)) return false;
  if (before === null || !command.includes('conntrack -L')) return true;
  return [before.src, before.dst].every((end) => line.split(/[ =]/).includes(end));
}

describe('a command that a hop suggests and Hopscope can print', () => {
  test.each(files.map((file) => file.slice(ROOT.length)))('shows a row for that hop: %s', (file) => {
    const session = openSession(readFileSync(`${ROOT}${file}`, 'utf8'));
    const empty = session.scenario.requests.flatMap((request) => {
      const { trace, hops } = session.ask(request);
      return trace.hops.flatMap((hop) => {
        const story = hops[hop.key]?.story;
        return (story?.commands ?? []).flatMap((command) => {
          const lines = printed(session, request, command)?.split('\n');
          const shows = lines === undefined || lines.some((line) => isRow(line, command, hop));
          return shows ? [] : [`${request.name}: ${story?.chip}: ${command}`];
        });
      });
    });
    expect(empty).toEqual([]);
  });
});
