import { describe, expect, it } from 'vitest';
import { isReplacement, titleOfText } from './replacement.ts';

const service = (name: string, app: string) =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  selector: {app: ${app}}\n  ports:\n  - name: http\n    port: 80`;

const pod = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec:\n  containers:\n  - name: main\n    image: example/${name}\n    ports: [{name: http, containerPort: 8080}]`;

describe('a text that took the place of another', () => {
  const rows = [
    {
      name: 'holds other objects, though its ports are called alike',
      before: service('web', 'web'),
      after: pod('till'),
      want: true,
    },
    {
      name: 'shares only what every manifest has',
      before: 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  replicas: 2',
      after: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: b}\nspec:\n  replicas: 2',
      want: true,
    },
    {
      name: 'holds an object that is called alike in another namespace',
      before: pod('web').replace('{name: web}', '{name: web, namespace: shop}'),
      after: service('web', 'till'),
      want: true,
    },
    {
      name: 'holds the same kind and name in another namespace',
      before: `${pod('till').replace('{name: till}', '{name: till, namespace: shop}')}\n---\n${service('web', 'web').replace('name: web', 'name: web\n  namespace: shop')}`,
      after:
        'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: site}, ports: [{port: 8080}]}',
      want: true,
    },
    {
      name: 'is not one whose objects all moved to another namespace',
      before: service('web', 'web').replace('name: web', 'name: web\n  namespace: shop'),
      after: service('web', 'web').replace('name: web', 'name: web\n  namespace: till'),
      want: false,
    },
    { name: 'is empty', before: service('web', 'web'), after: ' \n', want: true },
    {
      name: 'is not one that still holds one of them',
      before: `${service('web', 'web')}\n---\n${pod('web')}`,
      after: `${pod('web')}\n---\n${pod('till')}`,
      want: false,
    },
    {
      name: 'is not a new name typed into the only object',
      before: service('web', 'web'),
      after: service('webshop', 'web'),
      want: false,
    },
    { name: 'is not one typed into an empty editor', before: '', after: pod('till'), want: false },
    { name: 'is prose without any object', before: pod('till'), after: 'Dear all,\nthe till is down.', want: true },
    {
      name: 'is JSON of something else',
      before: `${service('web', 'web')}\n---\n${pod('till')}`,
      after: '{"users": [{"name": "Ann"}]}',
      want: true,
    },
    {
      name: 'is a template',
      before: pod('till'),
      after: '{{- if .Values.on }}\n{{ include "a.b" . }}\n{{- end }}',
      want: true,
    },
    {
      name: 'is not one key of the only name mistyped',
      before: '{"kind": "Pod", "metadata": {"name": "till"}}',
      after: '{"kind": "Pod", "metadata": {"nam": "till"}}',
      want: false,
    },
    {
      name: 'is not a letter more in the only name of a text on one line',
      before: '{"kind": "Pod", "metadata": {"name": "till"}}',
      after: '{"kind": "Pod", "metadata": {"name": "tills"}}',
      want: false,
    },
    { name: 'is not one that names nothing yet', before: pod('till'), after: 'kind: [', want: false },
  ];
  it.each(rows)('$name', ({ before, after, want }) => {
    expect(isReplacement(before, after)).toBe(want);
  });
});

describe('a text that nobody has read yet', () => {
  const rows = [
    {
      name: 'is called by its first objects',
      text: `${service('web', 'web')}\n---\n${pod('till')}`,
      want: 'Service web, Pod till',
    },
    { name: 'says when there are more', text: [pod('a'), pod('b'), pod('c')].join('\n---\n'), want: 'Pod a, Pod b, …' },
    { name: 'is untitled without objects', text: '# a note', want: 'Untitled' },
  ];
  it.each(rows)('$name', ({ text, want }) => {
    expect(titleOfText(text)).toBe(want);
  });
});
