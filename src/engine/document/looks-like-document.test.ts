import { expect, it } from 'vitest';
import { looksLikeDocument } from './looks-like-document.ts';

it.each([
  { name: 'a scenario', text: 'title: a\nhopscope: 1\n', is: true },
  { name: 'a scenario in JSON', text: '{"title": "a", "hopscope": 1}', is: true },
  { name: 'a manifest', text: 'apiVersion: v1\nkind: Pod\n', is: true },
  {
    name: 'a manifest with both behind other fields',
    text: 'metadata: {name: a}\nkind: Pod\napiVersion: v1\n',
    is: true,
  },
  { name: 'a manifest from Windows', text: '\uFEFF# a\r\n---\r\napiVersion: v1\r\nkind: Pod\r\n', is: true },
  { name: 'a manifest that is indented as a whole', text: '\n  apiVersion: v1\n  kind: Pod\n', is: true },
  { name: 'a list of manifests', text: '- apiVersion: v1\n  kind: Pod\n', is: true },
  { name: 'keys in quotes', text: '"apiVersion": v1\n\'kind\': Pod\n', is: true },
  { name: 'JSON', text: '{\n  "apiVersion": "v1",\n  "kind": "Pod"\n}', is: true },
  { name: 'JSON in one line', text: '{"metadata":{"name":"a"},"kind":"Pod","apiVersion":"v1"}', is: true },
  {
    name: 'JSON objects in lines of their own',
    text: '{"metadata":{},"kind":"Pod","apiVersion":"v1"}\n{"kind":"Pod","apiVersion":"v1"}',
    is: true,
  },
  { name: 'YAML in braces', text: '{metadata: {name: a}, kind: Pod, apiVersion: v1}', is: true },
  { name: 'a letter', text: 'Dear all,\nplease look.\nkind: regards\n', is: false },
  { name: 'a letter that speaks of a field', text: 'apiVersion: what is it?\nI do not know.', is: false },
  { name: 'an owner in a part of a manifest', text: 'owners:\n- apiVersion: v1\n  kind: Pod\n', is: false },
  { name: 'JSON with both further in', text: '{"ref": {"apiVersion": "v1", "kind": "Pod"}}', is: false },
  { name: 'JSON of something else', text: '{"kind": "youtube#video"}', is: false },
  { name: 'a URL', text: 'http://shop/?kind=a&apiVersion=v1', is: false },
  { name: 'a command', text: 'kubectl get pods -o yaml', is: false },
  { name: 'nothing', text: '', is: false },
])('a text is taken for a document or not: $name', ({ text, is }) => {
  expect(looksLikeDocument(text)).toBe(is);
});
