import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinScenario, splitScenario } from './scenario-text.ts';

describe('a scenario is taken apart and put together', () => {
  const rows = [
    { name: 'a literal block', text: 'hopscope: 1\nmanifests: |\n  kind: A\n    b: 1\n\n  ---\n  kind: B\ntitle: x\n' },
    { name: 'a literal block at the end', text: 'hopscope: 1\ntitle: x\nmanifests: |-\n  kind: A\n' },
    { name: 'a quoted text', text: 'hopscope: 1\nmanifests: "kind: A\\n---\\nkind: B\\n"\n' },
  ];
  it.each(rows)('$name', ({ text }) => {
    const parts = splitScenario(text);
    expect(parts?.manifests).toMatch(/^kind: A\n/);
    expect(parts?.rest).toContain('hopscope: 1');
    expect(parts?.rest).not.toContain('kind');
  });

  it('leaves a list of manifests to the engine', () => {
    expect(splitScenario('hopscope: 1\nmanifests:\n- |\n  kind: A\n')).toBeNull();
  });

  it.each(['{"hopscope": 1, "manifests": "kind: A"}', 'hopscope: 1\n"manifests": |\n  kind: A\n'])(
    'leaves %j to the engine',
    (text) => {
      expect(splitScenario(text)).toBeNull();
    },
  );

  it('has no manifests where none stand', () => {
    expect(splitScenario('hopscope: 1\n')).toEqual({ manifests: '', rest: 'hopscope: 1\n' });
  });

  it('gives back any manifests, whatever characters they hold', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\t', '"', '\\', '-', ':', '\r', '\u2028', '|') }),
        (manifests) => {
          expect(splitScenario(joinScenario({ manifests, rest: 'hopscope: 1\n' }))?.manifests).toBe(manifests);
        },
      ),
    );
  });
});
