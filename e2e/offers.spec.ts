import { expect, test } from '@playwright/test';
import { currentHop, open, OWN, paste, settled } from './page.ts';

test('a curl line typed into the bar is sent', async ({ page }) => {
  await open(page);
  await paste(page, OWN);
  const bar = page.getByRole('combobox', { name: 'URL, name or address' });
  await bar.fill('kubectl exec -n demo pod/caller -- curl -X POST http://hello/a');
  await bar.press('Enter');
  await expect(bar).toHaveValue('http://hello/a');
  await settled(page);
  await expect(page.getByLabel('Method or protocol')).toHaveValue('POST');
  await expect(page.getByLabel('From')).toHaveValue('pod/demo/caller');
  await expect(currentHop(page)).toBeVisible();
});

test('what is not understood of a command is said', async ({ page }) => {
  await open(page);
  const bar = page.getByRole('combobox', { name: 'URL, name or address' });
  await bar.fill('kubectl get pods');
  await bar.press('Enter');
  await expect(page.locator('.complaint')).toContainText('exec');
});

test('sample workloads are added for a Service without pods, and undo takes them back', async ({ page }) => {
  await open(page);
  const service = OWN.slice(0, OWN.indexOf('---'));
  await paste(page, service);
  await page.getByRole('button', { name: 'Add sample workloads' }).click();
  await expect(page.getByRole('button', { name: 'Add sample workloads' })).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Manifests' }).focus();
  await page.keyboard.press('Control+Z');
  await expect(page.getByRole('button', { name: 'Add sample workloads' })).toBeVisible();
});

test('indentation that was lost is put back', async ({ page }) => {
  await open(page);
  await paste(
    page,
    'apiVersion: v1\nkind: Service\nmetadata:\nname: hello\nnamespace: demo\nspec:\nselector:\napp: hello\nports:\n- port: 80\ntargetPort: 8080\n',
  );
  await page.getByRole('button', { name: 'Re-indent' }).click();
  await expect(page.getByRole('button', { name: 'Re-indent' })).toHaveCount(0);
});
