import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { expectNothingKeepsOut, open, OWN, picture, settled, verdict } from './page.ts';

const SCENARIO = `hopscope: 1
title: From a file
requests:
- name: say hello
  from: pod/demo/caller
  http: {url: "http://hello/"}
manifests: |
${OWN.replaceAll(/^(?=.)/gm, '  ')}`;
const [SERVICE = '', DEPLOYMENT = '', POD = ''] = OWN.split('---\n');

const yaml = (name: string, text: string) => ({ name, mimeType: 'application/yaml', buffer: Buffer.from(text) });

async function choose(page: Page, files: readonly { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  await (await chosen).setFiles([...files]);
  await expect(page.getByRole('dialog')).toBeHidden();
  await settled(page);
}

/** What a drag from the desktop does, in the page's own events. */
async function drag(
  page: Page,
  kind: 'over' | 'drop',
  files: readonly { name: string; text: string }[],
): Promise<void> {
  const data = await page.evaluateHandle((dropped) => {
    const transfer = new DataTransfer();
    for (const { name, text } of dropped) transfer.items.add(new File([text], name));
    return transfer;
  }, files);
  const target = page.locator('body');
  await target.dispatchEvent('dragenter', { dataTransfer: data });
  await target.dispatchEvent('dragover', { dataTransfer: data });
  if (kind === 'drop') await target.dispatchEvent('drop', { dataTransfer: data });
}

test('several files become one text, which one undo takes back', async ({ page }) => {
  await open(page);
  await choose(page, [
    yaml('pod.yaml', POD),
    yaml('hello.yaml', `${SERVICE}---\n${DEPLOYMENT}`),
    yaml('values.yaml', 'a: 1\n'),
  ]);
  await expect(picture(page).getByRole('button', { name: /^Service hello/ })).toBeVisible();
  await expect(page.getByText('2 files were joined, each under a comment with its name.')).toBeVisible();
  await expect(page.getByText('Left out: values.yaml holds no manifest.')).toBeVisible();
  await expectNothingKeepsOut(page);
  await page.getByRole('button', { name: /^Undo: 2 files/ }).click();
  await settled(page);
  await expect(picture(page).getByRole('button', { name: /^Ingress store/ })).toBeVisible();
  await expect(page.getByText('2 files were joined')).toBeHidden();
});

test('a file with line ends of Windows is opened as one step, which one undo takes back', async ({ page }) => {
  await open(page);
  await expect(page.locator('[data-editor="full"] .monaco-editor').first()).toBeVisible();
  await choose(page, [yaml('hello.yaml', OWN.replaceAll('\n', '\r\n'))]);
  await expect(picture(page).getByRole('button', { name: /^Service hello/ })).toBeVisible();
  await page.getByRole('button', { name: /^Undo: file hello.yaml/ }).click();
  await settled(page);
  await expect(picture(page).getByRole('button', { name: /^Ingress store/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
  await page.getByRole('button', { name: /^Redo: file hello.yaml/ }).click();
  await page.getByRole('textbox', { name: 'Manifests' }).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('#more');
  await settled(page);
  await expect(page.getByRole('region', { name: 'Problems' })).toContainText('3 objects, 0 errors');
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Control+Z');
  await settled(page);
  await expect(picture(page).getByRole('button', { name: /^Ingress store/ })).toBeVisible();
});

test('a folder is opened with all that is in it', async ({ page }, info) => {
  const folder = info.outputPath('k8s');
  mkdirSync(`${folder}/base`, { recursive: true });
  writeFileSync(`${folder}/kustomization.yaml`, 'resources: [base]\n');
  writeFileSync(`${folder}/base/hello.yaml`, `${SERVICE}---\n${DEPLOYMENT}`);
  writeFileSync(
    `${folder}/base/pod.json`,
    '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"caller","namespace":"demo"}}',
  );
  writeFileSync(`${folder}/logo.png`, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff]));
  await open(page);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expectNothingKeepsOut(page);
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a folder' }).click();
  await (await chosen).setFiles(folder);
  await expect(picture(page).getByRole('button', { name: /^Service hello/ })).toBeVisible();
  await expect(page.getByText('k8s/kustomization.yaml is not built here')).toBeVisible();
  await expect(page.getByText('k8s/logo.png is no text')).toBeVisible();
});

test('a scenario dropped on the page opens with its requests', async ({ page }) => {
  await open(page);
  await drag(page, 'over', [{ name: 'a.scenario.yaml', text: SCENARIO }]);
  await expect(page.getByText('Drop to open')).toBeVisible();
  await expectNothingKeepsOut(page);
  await drag(page, 'drop', [{ name: 'a.scenario.yaml', text: SCENARIO }]);
  await expect(page.getByText('Drop to open')).toBeHidden();
  await expect(page.getByRole('button', { name: /^say hello/ }).first()).toBeVisible();
  await settled(page);
  await expect(verdict(page)).toContainText('Delivered');
});

test('what cannot be opened gives a sentence, and nothing is lost', async ({ page }) => {
  await open(page);
  const rows = [
    {
      file: { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from([0x89, 0x50, 0, 0xff]) },
      says: 'a.png is no text',
    },
    { file: yaml('big.yaml', ' '.repeat(10 * 1024 * 1024 + 1)), says: 'big.yaml is larger than 10 MB' },
    {
      file: yaml('Chart.yaml', 'apiVersion: v2\nname: shop\n'),
      says: 'Chart.yaml is a Helm chart and not rendered here',
    },
  ];
  for (const { file, says } of rows) {
    await choose(page, [file]);
    await expect(page.getByRole('alert').filter({ hasText: says })).toBeVisible();
    await expect(picture(page).getByRole('button', { name: /^Ingress store/ })).toBeVisible();
  }
  await expectNothingKeepsOut(page);
});

test('a scenario dropped with the manifests that it names opens with them', async ({ page }) => {
  await open(page);
  const files = [
    { name: 'b.scenario.yaml', text: 'hopscope: 1\nmanifestFiles: [own.yaml]\n' },
    { name: 'own.yaml', text: OWN },
  ];
  await drag(page, 'over', files);
  await drag(page, 'drop', files);
  await expect(page.getByText('It was opened with the manifests that it names: own.yaml.')).toBeVisible();
  await settled(page);
  await expect(picture(page).getByRole('button', { name: /^Service hello/ })).toBeVisible();
});

test('a scenario dropped before what reads it was fetched is opened when that has come', async ({ page }) => {
  let come = () => {};
  const allowed = new Promise<void>((resolve) => {
    come = resolve;
  });
  await page.route(/\/drop-[^/]*\.js/, async (route) => {
    await allowed;
    await route.continue();
  });
  await page.goto('./');
  await expect(picture(page).getByRole('button', { name: /^Ingress store/ })).toBeVisible();
  await drag(page, 'drop', [{ name: 'a.scenario.yaml', text: SCENARIO }]);
  come();
  await expect(page.getByRole('button', { name: /^say hello/ }).first()).toBeVisible();
  await expect(verdict(page)).toContainText('Delivered');
});

test('files dropped while what reads them cannot be fetched leave the text, and a sentence says so', async ({
  page,
}) => {
  await page.route(/\/drop-[^/]*\.js/, (route) => route.abort());
  await page.goto('./');
  await expect(picture(page).getByRole('button', { name: /^Ingress store/ })).toBeVisible();
  await drag(page, 'drop', [{ name: 'a.scenario.yaml', text: SCENARIO }]);
  await expect(page.getByRole('alert').filter({ hasText: 'The files were not opened' })).toBeVisible();
  await expect(picture(page).getByRole('button', { name: /^Ingress store/ })).toBeVisible();
});

test('a downloaded scenario opens again as it was', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Share link' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download scenario' }).click(),
  ]);
  const path = await file.path();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Gallery', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Pods are fine, the Service is dead' }).click();
  await settled(page);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  await (await chosen).setFiles(path);
  await expect(page.getByRole('button', { name: /^browse the cart/ }).first()).toBeVisible();
  await settled(page);
  await expect(verdict(page)).toContainText('Delivered');
});
