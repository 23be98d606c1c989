import { defineConfig } from 'vitest/config';
import { manifestSchema } from './scripts/schema-plugin.mjs';

// Two projects. `engine` is pure: its tests read no file, so they run anywhere. `node` may read the disk:
// the command line, running scenario files, and the tests of the project's own tools.
const results = process.env.HOPSCOPE_RESULTS;

export default defineConfig({
  plugins: [manifestSchema()],
  test: {
    // Laws run many scenarios, and a busy machine is no fault of theirs: this only ends what hangs.
    testTimeout: 60_000,
    setupFiles: ['scripts/laws.setup.ts'],
    ...(results ? { reporters: ['default', 'json'], outputFile: { json: `${results}/unit.json` } } : {}),
    projects: [
      {
        extends: true,
        test: {
          name: 'engine',
          environment: 'node',
          include: ['src/engine/**/*.test.ts', 'src/app/**/*.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: [
            'src/cli/**/*.test.ts',
            'src/bench/**/*.test.ts',
            'src/kernel/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
        },
      },
    ],
  },
});
