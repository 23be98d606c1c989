import { describe, expect, it } from 'vitest';
import { openModel } from './open-model.ts';
import { openPlainModel } from './open-plain-model.ts';

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n';

describe('a text read by the first part of the engine', () => {
  it.each([
    ['plain manifests', `${SERVICE}---\n${SERVICE.replace('web', 'db')}`],
    ['a scenario', `hopscope: 1\nmanifests: |\n  ${SERVICE.replaceAll('\n', '\n  ')}\n`],
    ['an empty text', ''],
    ['comments alone', '# nothing yet\n'],
  ])('gives the same model for %s', (_, text) => {
    const plain = openPlainModel(text);
    expect(plain?.loaded).toEqual(openModel(text).loaded);
  });

  it.each([
    ['a shell line before it', `$ kubectl get svc -o yaml\n${SERVICE}`],
    ['a Markdown fence around it', `\`\`\`yaml\n${SERVICE}\`\`\`\n`],
    ['no --- between two objects', SERVICE + SERVICE],
    ['no indentation', SERVICE.replace('{name: web}', '\nname: web')],
    ['a broken line', `${SERVICE}spec: [`],
  ])('is left to the rest of the engine with %s', (_, text) => {
    expect(openPlainModel(text)).toBeNull();
  });
});
