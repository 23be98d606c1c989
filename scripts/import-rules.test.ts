import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineRooms, rooms } from './import-table.mjs';
import { text as configuration } from './lint-config.mjs';

const root = resolve(import.meta.dirname, '..');

interface Row {
  readonly in: string;
  readonly write: string;
  readonly refused: string | null;
}

const restricted = 'eslint(no-restricted-imports)';

/** One planted line a row; `refused` is the rule that has to report it, null when the line is allowed. */
const rows: readonly Row[] = [
  { in: 'src/engine/net/ip.ts', write: `import { a } from '#cluster';`, refused: restricted },
  { in: 'src/engine/net/ip.ts', write: `import type { A } from '#cluster';`, refused: restricted },
  { in: 'src/engine/net/ip.ts', write: `import { type A } from '#cluster';`, refused: restricted },
  { in: 'src/engine/net/ip.ts', write: `export type { A } from '#source';`, refused: restricted },
  { in: 'src/engine/net/ip.ts', write: `export * from '#cluster';`, refused: restricted },
  { in: 'src/engine/net/ip.ts', write: `export const a = import('#cluster');`, refused: restricted },
  {
    in: 'src/engine/net/ip.ts',
    write: `export type A = import('#cluster').A;`,
    refused: 'typescript(consistent-type-imports)',
  },
  { in: 'src/engine/net/ip.ts', write: `import { a } from '../cluster/index.ts';`, refused: restricted },
  { in: 'src/engine/net/ip.ts', write: `import { a } from './../cluster/index.ts';`, refused: restricted },
  { in: 'src/engine/net/ip.ts', write: `import { load } from 'js-yaml';`, refused: restricted },
  { in: 'src/engine/net/ip.ts', write: `import { readFileSync } from 'node:fs';`, refused: restricted },
  { in: 'src/engine/net/ip.ts', write: `import { a } from './port.ts';`, refused: null },
  { in: 'src/engine/net/ip.ts', write: `export const now = new Date();`, refused: 'eslint(no-restricted-globals)' },
  { in: 'src/engine/net/ip.ts', write: `export const a = Math.random();`, refused: 'eslint(no-restricted-properties)' },
  { in: 'src/engine/net/ip.test.ts', write: `import { it } from 'vitest';`, refused: null },
  { in: 'src/engine/net/ip.test.ts', write: `import { a } from '#engine';`, refused: null },
  { in: 'src/engine/net/ip.test.ts', write: `import { a } from '#fixtures/world';`, refused: null },
  { in: 'src/engine/net/ip.ts', write: `import { a } from '#fixtures/world';`, refused: restricted },
  { in: 'src/engine/net/ip.test.ts', write: `import { a } from '../cluster/index.ts';`, refused: restricted },
  { in: 'src/engine/net/ip.test.ts', write: `import { readFileSync } from 'node:fs';`, refused: restricted },
  { in: 'src/engine/source/yaml.ts', write: `import { load } from 'js-yaml';`, refused: null },
  { in: 'src/engine/document/edit.ts', write: `import { dump } from 'js-yaml';`, refused: null },
  { in: 'src/engine/document/edit.ts', write: `import { parseDocument } from 'yaml';`, refused: restricted },
  { in: 'src/engine/document/edit.ts', write: `import type { A } from '#manifests';`, refused: restricted },
  { in: 'src/engine/manifests/kinds/pod.ts', write: `import { a } from '../object.ts';`, refused: null },
  { in: 'src/engine/manifests/kinds/pod.ts', write: `import { a } from '#net';`, refused: null },
  { in: 'src/engine/manifests/kinds/pod.ts', write: `import { a } from '../../net/ip.ts';`, refused: restricted },
  {
    in: 'src/engine/manifests/kinds/pod.ts',
    write: `import type { A } from '../../net/index.ts';`,
    refused: restricted,
  },
  { in: 'src/engine/cluster/controllers/pod.ts', write: `import { a } from '#tables';`, refused: restricted },
  { in: 'src/engine/cluster/controllers/pod.ts', write: `import { a } from '../query/pods.ts';`, refused: null },
  { in: 'src/engine/trace/hop.ts', write: `import type { A } from '#datapath';`, refused: restricted },
  { in: 'src/engine/datapath/hooks.ts', write: `import { a } from './stations/dns/index.ts';`, refused: null },
  { in: 'src/engine/datapath/walk/follow.ts', write: `import type { A } from '#engine';`, refused: restricted },
  {
    in: 'src/engine/datapath/stations/dns/lookup.ts',
    write: `import { a } from '../pod/serve.ts';`,
    refused: restricted,
  },
  {
    in: 'src/engine/datapath/stations/dns/lookup.ts',
    write: `import type { A } from '../pod/index.ts';`,
    refused: restricted,
  },
  {
    in: 'src/engine/datapath/stations/dns/lookup.ts',
    write: `import { a } from '../../stations/pod/serve.ts';`,
    refused: restricted,
  },
  { in: 'src/engine/datapath/stations/dns/lookup.ts', write: `import { a } from './rewrite.ts';`, refused: null },
  { in: 'src/engine/datapath/stations/dns/lookup.ts', write: `import { a } from '../../flow.ts';`, refused: null },
  {
    in: 'src/engine/datapath/stations/dns/lookup.ts',
    write: `import { a } from '../../walk/branch.ts';`,
    refused: null,
  },
  {
    in: 'src/engine/datapath/stations/dns/lookup.ts',
    write: `import { a } from '../../../net/ip.ts';`,
    refused: restricted,
  },
  { in: 'src/engine/datapath/stations/dns/plugins/cache.ts', write: `import { a } from '../zone.ts';`, refused: null },
  {
    in: 'src/engine/datapath/stations/dns/plugins/cache.ts',
    write: `import { a } from '../../../flow.ts';`,
    refused: null,
  },
  {
    in: 'src/engine/datapath/stations/dns/plugins/cache.ts',
    write: `import { a } from '../../pod/serve.ts';`,
    refused: restricted,
  },
  { in: 'src/engine/diagnose/rules/x.ts', write: `import { a } from '#datapath';`, refused: restricted },
  { in: 'src/engine/diagnose/rules/x.ts', write: `import type { A } from '#reach';`, refused: restricted },
  { in: 'src/engine/verify/judge.ts', write: `import type { A } from '#tables';`, refused: restricted },
  { in: 'src/engine/reach/matrix.ts', write: `import type { A } from '#document';`, refused: restricted },
  { in: 'src/engine/index.ts', write: `import { a } from '#cluster';`, refused: null },
  { in: 'src/engine/index.ts', write: `import { a } from './cluster/model.ts';`, refused: restricted },
  { in: 'src/app/worker/engine.worker.ts', write: `import { a } from '#engine';`, refused: null },
  { in: 'src/app/worker/engine.worker.ts', write: `import { a } from '#cluster';`, refused: restricted },
  { in: 'src/app/store/run.ts', write: `import { create } from 'zustand';`, refused: null },
  { in: 'src/app/store/run.ts', write: `import type { A } from '#engine';`, refused: restricted },
  { in: 'src/app/views/player/player.tsx', write: `import { a } from '#store';`, refused: null },
  { in: 'src/app/views/player/player.tsx', write: `import { a } from '#views/common';`, refused: null },
  { in: 'src/app/views/player/player.tsx', write: `import './player.css';`, refused: null },
  { in: 'src/app/views/player/player.tsx', write: `import { a } from '#views/editor';`, refused: restricted },
  { in: 'src/app/views/player/player.tsx', write: `import type { A } from '../editor/index.ts';`, refused: restricted },
  { in: 'src/app/views/player/player.tsx', write: `import { a } from '#engine';`, refused: restricted },
  { in: 'src/app/views/player/player.tsx', write: `import { load } from 'js-yaml';`, refused: restricted },
  { in: 'src/app/App.tsx', write: `import { a } from '#views/editor';`, refused: null },
  { in: 'src/app/App.tsx', write: `export const a = import('#views/editor');`, refused: null },
  { in: 'src/app/App.tsx', write: `import { a } from './views/editor/panel.tsx';`, refused: restricted },
  { in: 'src/main.tsx', write: `import { a } from '#store';`, refused: restricted },
  { in: 'src/cli/check.ts', write: `import { a } from '#engine';`, refused: null },
  { in: 'src/cli/check.ts', write: `import { readFileSync } from 'node:fs';`, refused: null },
  { in: 'src/cli/check.ts', write: `import { a } from '#verify';`, refused: restricted },
  { in: 'src/cli/check.ts', write: `import { a } from '../engine/verify/judge.ts';`, refused: restricted },
  { in: 'src/cli/check.test.ts', write: `import { a } from '#verify';`, refused: null },
];

let folder = '';
const reported = new Map<string, Set<string>>();

/** Each row is a tree of its own, with the same configuration at its root as the repository has. */
const planted = (row: Row, index: number): string => join(`row-${index}`, row.in);

function lint(at: string): Map<string, Set<string>> {
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  const run = spawnSync(process.execPath, [oxlint, '--format', 'json', '.'], { cwd: at, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: { code: string; filename: string }[] };
  const found = new Map<string, Set<string>>();
  for (const { code, filename } of diagnostics) found.set(filename, (found.get(filename) ?? new Set()).add(code));
  return found;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopscope-lint-'));
  rows.forEach((row, index) => {
    const path = join(folder, planted(row, index));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${row.write}\n`);
    writeFileSync(join(folder, `row-${index}`, '.oxlintrc.json'), configuration);
  });
  for (const [file, codes] of lint(folder)) reported.set(file, codes);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the import table', () => {
  it.each(rows.map((row, index) => [`${row.in}: ${row.write}`, row, index] as const))('%s', (_, row, index) => {
    const codes = [...(reported.get(planted(row, index)) ?? [])];
    expect(codes.filter((code) => code === (row.refused ?? restricted))).toHaveLength(row.refused === null ? 0 : 1);
  });

  it('finds a cycle inside a room, type imports included', () => {
    const at = join(folder, 'cycle');
    const files = {
      'src/engine/net/ip.ts': `import type { Port } from './port.ts';\nexport type Ip = Port | string;\n`,
      'src/engine/net/port.ts': `import type { Ip } from './ip.ts';\nexport type Port = Ip | number;\n`,
    };
    for (const [path, written] of Object.entries(files)) {
      mkdirSync(dirname(join(at, path)), { recursive: true });
      writeFileSync(join(at, path), written);
    }
    writeFileSync(join(at, '.oxlintrc.json'), configuration);
    expect([...lint(at).values()].flatMap((codes) => [...codes])).toContain('import(no-cycle)');
  });

  it('is what .oxlintrc.json says (npm run lint:config writes it)', () => {
    expect(readFileSync(join(root, '.oxlintrc.json'), 'utf8')).toBe(configuration);
  });

  it('lets data flow one way: a room imports only rooms above it in the table', () => {
    for (const [position, { may }] of engineRooms.entries()) {
      // #view is a door of types, which imports nothing above trace.
      const named = may.filter((one) => one.startsWith('#') && one !== '#view');
      for (const room of named) expect(rooms.slice(0, position)).toContain(room);
    }
  });

  it('is what ARCHITECTURE.md shows', () => {
    const lines = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').split('\n');
    for (const { name, may } of engineRooms) {
      const [, , shown = '', packages = ''] = (lines.find((line) => line.startsWith(`| \`${name}\` |`)) ?? '').split(
        '|',
      );
      const named = (shown.split(';')[0] ?? '').split(',').map((word) => word.trim());
      expect([name, ...named.filter((word) => word !== 'nothing').map((room) => `#${room}`)].toSorted()).toEqual(
        [name, ...may.filter((one) => one.startsWith('#'))].toSorted(),
      );
      const used = packages.split(',').map((word) => word.trim());
      expect(used.filter(Boolean).toSorted()).toEqual(may.filter((one) => !one.startsWith('#')).toSorted());
    }
  });

  it('knows every room that package.json names', () => {
    const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      imports: Record<string, string>;
    };
    const named = Object.keys(imports).filter((key) => /^\.\/src\/engine\/[^/]+\/index\.ts$/.test(imports[key] ?? ''));
    expect(named.toSorted()).toEqual(rooms.toSorted());
  });
});
