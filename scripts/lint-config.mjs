// Prints the linter's configuration; with --write, writes it to .oxlintrc.json.
// It is generated because every room has its own import rule at every depth (see import-table.mjs).
import { writeFileSync } from 'node:fs';
import { importRules } from './import-table.mjs';

const configuration = {
  $schema: './node_modules/oxlint/configuration_schema.json',
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'jsx-a11y', 'vitest', 'promise'],
  categories: { correctness: 'error' },
  settings: { react: { version: '19.3' } },
  env: { builtin: true },
  ignorePatterns: ['dist', 'coverage', 'test-results', 'playwright-report', 'public'],
  rules: {
    eqeqeq: ['error', 'always'],
    'no-var': 'error',
    'prefer-const': 'error',
    'no-param-reassign': 'error',
    'no-shadow-restricted-names': 'error',
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    'max-params': ['error', { max: 5 }],
    'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/consistent-type-imports': ['error', { disallowTypeAnnotations: true }],
    'typescript/consistent-type-exports': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/await-thenable': 'error',
    'typescript/no-unsafe-argument': 'error',
    'typescript/no-unsafe-assignment': 'error',
    'typescript/no-unsafe-call': 'error',
    'typescript/no-unsafe-member-access': 'error',
    'typescript/no-unsafe-return': 'error',
    'typescript/no-unnecessary-type-assertion': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/default': 'off',
    'react/rules-of-hooks': 'error',
    'react/exhaustive-deps': 'error',
    'react/react-in-jsx-scope': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/no-thenable': 'off',
    'vitest/no-focused-tests': 'error',
    'vitest/no-disabled-tests': 'error',
  },
  overrides: [
    {
      files: ['src/**/*.{ts,tsx}'],
      rules: { 'import/no-default-export': 'error', 'no-console': 'error' },
    },
    {
      // JSON that a tool of ours reads back; its shape is in JSDoc, and the compiler checks the rest.
      files: ['**/*.mjs'],
      rules: Object.fromEntries(
        ['argument', 'assignment', 'call', 'member-access', 'return'].map((use) => [
          `typescript/no-unsafe-${use}`,
          'off',
        ]),
      ),
    },
    {
      files: ['src/cli/**/*.ts', 'src/bench/**/*.ts', 'src/kernel/**/*.ts'],
      rules: { 'no-console': 'off' },
    },
    {
      files: ['src/**/*.ts'],
      rules: { 'unicorn/filename-case': ['error', { cases: { kebabCase: true } }] },
    },
    {
      files: ['src/engine/**/*.ts'],
      rules: {
        'no-restricted-globals': [
          'error',
          { name: 'Date', message: 'The engine knows no clock: take the moment as an argument.' },
        ],
        'no-restricted-properties': [
          'error',
          {
            object: 'Math',
            property: 'random',
            message: 'Chance belongs to the walker: hash seed, name and choice point.',
          },
        ],
      },
    },
    ...importRules(),
    {
      files: [
        '**/*.test.{ts,tsx}',
        '**/*.spec.ts',
        '**/*.fixture.ts',
        '**/*.data.ts',
        'scripts/*.mjs',
        'src/engine/**/reasons/*.ts',
      ],
      rules: { 'max-lines': 'off' },
    },
  ],
};

export const text = `${JSON.stringify(configuration, null, 2)}\n`;

if (process.argv.includes('--write')) writeFileSync(new URL('../.oxlintrc.json', import.meta.url), text);
