import { describe, expect, it } from 'vitest';
import { createInProcessClient } from './in-process-client.ts';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n';
const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: b}\nspec: {ports: [{port: 80}]}\n';

async function opened(scenario: string, ...paths: readonly string[]) {
  const files = paths.map((path) => ({ path, text: path.endsWith('pod.yaml') ? POD : SERVICE }));
  const path = 'shop/tests/x.scenario.yaml';
  const result = await createInProcessClient().ask<'open-files'>({ kind: 'open-files', scenario, path, files });
  if (result.kind !== 'done') throw new Error(result.kind);
  return result.value;
}

describe('a scenario that came with files', () => {
  it('holds the manifests of those that it names, as seen from its folder, behind its own', async () => {
    const scenario = `hopscope: 1\nmanifestFiles: [../k8s/pod.yaml, ./b.yaml]\nmanifests: |\n  ${SERVICE.replaceAll('\n', '\n  ').trimEnd()}\n`;
    const { document, read, missing } = await opened(scenario, 'shop/k8s/pod.yaml', 'shop/tests/b.yaml', 'shop/b.yaml');
    expect(document.manifests).toBe(`${SERVICE}---\n# shop/k8s/pod.yaml\n${POD}---\n# shop/tests/b.yaml\n${SERVICE}`);
    expect(document.rest).toBe('hopscope: 1\n');
    expect([read, missing]).toEqual([['shop/k8s/pod.yaml', 'shop/tests/b.yaml'], []]);
  });

  it('goes on naming those that did not come with it', async () => {
    const scenario = 'hopscope: 1\nmanifestFiles: [pod.yaml, gone.yaml]\n';
    const { document, read, missing } = await opened(scenario, 'shop/tests/pod.yaml');
    expect(document.rest).toMatch(/manifestFiles:\s*(\[|-\s)\s*gone\.yaml/);
    expect(document.rest).not.toContain('pod.yaml');
    expect([read, missing]).toEqual([['shop/tests/pod.yaml'], ['gone.yaml']]);
  });

  it('that names none is as it is', async () => {
    const { document, read } = await opened('hopscope: 1\ntitle: t\n', 'shop/tests/pod.yaml');
    expect([document, read]).toEqual([{ manifests: '', rest: 'hopscope: 1\ntitle: t\n' }, []]);
  });
});
