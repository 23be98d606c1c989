import { expect, it } from 'vitest';
import { hasScenarioKey } from './scenario-key.ts';
import { isScenario } from './read-scenario.ts';

it.each([
  { name: 'a line with the key', text: 'title: a\nhopscope: 1\n', is: true },
  { name: 'the key in quotes, behind a byte order mark', text: '\uFEFF"hopscope": 1\n', is: true },
  { name: 'a JSON object with the key', text: '{\n  "title": "a", "hopscope": 1}', is: true },
  { name: 'manifests that speak of it', text: 'kind: ConfigMap\ndata:\n  hopscope: "1"\n', is: false },
  { name: 'JSON that has it further in', text: '{"data": {"hopscope": 1}}', is: false },
  { name: 'JSON that does not parse', text: '{"hopscope": 1', is: false },
])('a text is a scenario by its key: $name', ({ text, is }) => {
  expect([hasScenarioKey(text), isScenario(text)]).toEqual([is, is]);
});
