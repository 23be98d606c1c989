// Who may import whom. `npm run lint:config` writes these rules into .oxlintrc.json; a test fails when the two differ.
// A row lists everything that the files of a folder may import besides their own folder: nothing else passes, whether
// it is a value, a type, a re-export or a dynamic import.

/** @typedef {{ name: string; folder: string; may: string[]; advice: string }} Row */

const below = {
  source: [],
  net: [],
  document: ['#source', '#net'],
  manifests: ['#source', '#net'],
  cluster: ['#source', '#net', '#document', '#manifests'],
  trace: ['#source', '#net', '#document', '#manifests', '#cluster'],
  tables: ['#source', '#net', '#document', '#manifests', '#cluster', '#trace'],
  datapath: ['#source', '#net', '#document', '#manifests', '#cluster', '#tables', '#trace'],
  reach: ['#net', '#manifests', '#cluster', '#tables', '#trace'],
  diagnose: ['#source', '#net', '#document', '#manifests', '#cluster', '#tables', '#trace'],
  verify: ['#net', '#document', '#trace'],
  picture: ['#source', '#net', '#manifests', '#cluster', '#trace', '#view'],
  model: ['#source', '#net', '#document', '#manifests', '#cluster', '#trace', '#picture', '#view'],
  session: [
    '#source',
    '#net',
    '#document',
    '#manifests',
    '#cluster',
    '#tables',
    '#trace',
    '#datapath',
    '#reach',
    '#diagnose',
    '#verify',
    '#picture',
    '#model',
    '#view',
  ],
};

export const rooms = Object.keys(below).map((room) => `#${room}`);

/** Packages that a room of the engine may use; every other room uses none. @type {Record<string, string[]>} */
const packages = {
  source: ['js-yaml'],
  document: ['js-yaml', 'fflate'],
  manifests: ['js-yaml'],
};

const drawing = [
  'react',
  'react/*',
  'react-dom',
  'react-dom/*',
  'zustand',
  'zustand/**',
  '@xyflow/**',
  'monaco-editor',
  'monaco-editor/**',
  '@fontsource/**',
];

/** How the built page is looked at from outside. */
const browser = ['@playwright/test', 'vite'];
const testing = ['vitest', 'fast-check', 'node:*', 'node:*/**'];

/** @type {Row[]} */
export const engineRooms = Object.entries(below).map(([room, may]) => ({
  name: room,
  folder: `src/engine/${room}`,
  may: [...may, ...(packages[room] ?? [])],
  advice:
    may.length === 0
      ? 'Move what you need into it, or ask for it as an argument.'
      : 'Ask a room above to pass in what is missing.',
}));

/** @type {Row[]} */
export const appRooms = [
  {
    name: 'app/worker',
    folder: 'src/app/worker',
    may: ['#first', '#engine', '#view', 'virtual:manifest-schema'],
    advice: 'The worker is a thin adapter around the engine’s door.',
  },
  {
    name: 'app/store',
    folder: 'src/app/store',
    may: ['#view', '#worker', 'zustand', 'zustand/**'],
    advice: 'Types and pure helpers come from #view; anything computed comes from the worker.',
  },
];

/** @type {Row} */
export const view = {
  name: 'a view',
  folder: 'src/app/views/*',
  may: ['#view', '#store', '#worker', '#views/common', ...drawing],
  advice: 'What two views share goes to views/common; what a view decides belongs into the engine.',
};

/** @param {number} depth how many folders a file lies below its room's folder, plus one */
function inside(depth) {
  const allowed = Array.from({ length: depth - 1 }, (_, i) => `!${'../'.repeat(i + 1)}**`);
  return ['!./**', './../**', ...allowed, `${'../'.repeat(depth)}**`];
}

/** @param {string[]} files @param {string[]} group @param {string} message */
function rule(files, group, message) {
  return { files, rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] } };
}

/** @param {string[]} may */
const allow = (may) => may.map((one) => `!${one}`);

/** @param {Row} row @param {number} depth @param {string} [ending] */
const filesAt = ({ folder }, depth, ending = '{ts,tsx}') => `${folder}/${'*/'.repeat(depth - 1)}*.${ending}`;

/** @param {string[]} may */
const listed = (may) => (may.length === 0 ? 'nothing' : may.filter((one) => !one.endsWith('*')).join(', '));

/** @param {Row} row */
const sentence = ({ name, may, advice }) =>
  `${name} may import ${listed(may)}${may.length === 0 ? '' : ','} and its own files (relative, without leaving its folder). ${advice}`;

const depths = [1, 2, 3, 4];
const stationAdvice =
  'A station never imports another station: hooks.ts says who comes next, tables and trace hold what both know.';

/** The overrides of .oxlintrc.json, in the order in which the later one wins. */
export function importRules() {
  const engineTests = ['#engine', '#view', '#fixtures/*', ...rooms, ...testing];
  const datapath = /** @type {Row} */ (engineRooms.find(({ name }) => name === 'datapath'));
  return [
    ...[...engineRooms, ...appRooms, view].flatMap((row) =>
      depths.map((depth) => rule([filesAt(row, depth)], ['*', ...allow(row.may), ...inside(depth)], sentence(row))),
    ),
    rule(
      ['src/engine/datapath/stations/*/*.ts'],
      ['*', ...allow(datapath.may), '!./**', './../**', '!../*.ts', '!../../**', '../../stations/**', '../../../**'],
      `${stationAdvice} ${sentence(datapath)}`,
    ),
    rule(
      ['src/engine/datapath/stations/*/*/*.ts'],
      [
        '*',
        ...allow(datapath.may),
        '!./**',
        './../**',
        '!../**',
        '../../**',
        '!../../*.ts',
        '!../../../**',
        '../../../stations/**',
        '../../../../**',
      ],
      `${stationAdvice} ${sentence(datapath)}`,
    ),
    rule(
      ['src/engine/index.ts', 'src/engine/first.ts', 'src/engine/view.ts'],
      ['*', ...allow(rooms), '!./index.ts'],
      'The engine’s doors import rooms by #name, past no room’s index.ts, and no package.',
    ),
    rule(
      ['src/app/*.tsx', 'src/app/*.ts'],
      [
        '*',
        '!#view',
        '!#store',
        '!#worker',
        '!#views/*',
        '!./**',
        './worker/**',
        './store/**',
        './views/**',
        './../**',
        ...allow(drawing),
      ],
      'App.tsx puts the views together: it imports #views/NAME, #store, #worker and #view.',
    ),
    rule(
      ['src/main.tsx'],
      ['*', '!./app/App.tsx', '!./**/*.css', '!react', '!react-dom/client', '!@fontsource/**'],
      'main.tsx mounts the app, nothing else.',
    ),
    rule(
      ['src/cli/**/*.ts'],
      ['*', '!#engine', '!node:*', '!node:*/**', '!./**', './../**', '!../**', '../../**', '../engine/**', '../app/**'],
      'The command line uses the engine through #engine, like the page does.',
    ),
    rule(
      ['src/kernel/**/*.ts'],
      ['*', '!#engine', '!node:*', '!node:*/**', '!./**', './../**'],
      'The comparison with a real kernel uses the engine through #engine, like the command line does.',
    ),
    rule(
      ['src/bench/**/*.ts'],
      ['*', '!#engine', ...allow([...rooms, ...browser]), '!js-yaml', '!node:*', '!node:*/**', '!./**', './../**'],
      'A measurement uses rooms by #name, js-yaml as its peer, and the built page in a browser.',
    ),
    // Tests may build what they need with any room, but reach into no other room’s files.
    ...depths.map((depth) =>
      rule(
        [`src/engine/*/${'*/'.repeat(depth - 1)}*.test.ts`, `src/engine/*/${'*/'.repeat(depth - 1)}*.fixture.ts`],
        ['*', ...allow(engineTests), '!js-yaml', '!fflate', ...inside(depth), 'node:*', 'node:*/**'],
        'A test of the engine imports rooms by #name, its own room’s files, vitest and fast-check; what reads files lies in src/cli.',
      ),
    ),
    rule(
      ['src/engine/*.test.ts'],
      ['*', ...allow(rooms), '!#engine', '!#view', '!vitest', '!fast-check', '!./*.ts', '!js-yaml'],
      'A test of the engine’s doors imports rooms by #name, vitest and fast-check; what reads files lies in src/cli.',
    ),
    rule(
      ['src/cli/**/*.test.ts', 'src/bench/**/*.test.ts', 'src/kernel/**/*.test.ts'],
      [
        '*',
        '!#engine',
        ...allow([...rooms, ...testing]),
        '!./**',
        './../**',
        '!../**',
        '../../**',
        '../engine/**',
        '../app/**',
      ],
      'A test beside the command line imports rooms by #name and its own files.',
    ),
    ...depths.map((depth) =>
      rule(
        [`src/app/*/${'*/'.repeat(depth - 1)}*.test.{ts,tsx}`],
        [
          '*',
          ...allow(['#engine', '#view', '#store', '#worker', '#views/common', ...drawing, ...testing]),
          ...inside(depth),
        ],
        'A test of the app imports its own folder and the doors.',
      ),
    ),
  ];
}
