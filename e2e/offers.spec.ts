import { expect, test } from '@playwright/test';
import { currentHop, inspector, open, OWN, paste, settled, verdict } from './page.ts';

test('a curl line typed into the bar is sent', async ({ page }) => {
  await open(page);
  await paste(page, OWN);
  const bar = page.getByRole('combobox', { name: 'URL, name or address' });
  await bar.fill('kubectl exec -n demo pod/caller -- curl -X POST http://hello/a');
  await bar.press('Enter');
  await expect(bar).toHaveValue('http://hello/a');
  await settled(page);
  await expect(page.getByLabel('Method or protocol')).toHaveValue('POST');
  await expect(page.getByLabel('From', { exact: true })).toHaveValue('pod/demo/caller');
  await expect(currentHop(page)).toBeVisible();
});

test('what is not understood of a command is said', async ({ page }) => {
  await open(page);
  const bar = page.getByRole('combobox', { name: 'URL, name or address' });
  await bar.fill('kubectl get pods');
  await bar.press('Enter');
  await expect(page.locator('.complaint')).toContainText('exec');
});

test('the verdict says when pods are all that is missing; they are added, and undo takes them back', async ({
  page,
}) => {
  await open(page);
  const service = OWN.slice(0, OWN.indexOf('---'));
  await paste(page, service);
  await expect(inspector(page).getByText('All that is missing are the pods')).toBeVisible();
  // Offered once: beside the verdict, and where that is not shown beside the problem.
  const offer = page.getByRole('button', { name: 'Add sample workloads' });
  const problems = page.getByRole('region', { name: 'Problems' });
  await expect(offer).toHaveCount(1);
  await inspector(page).getByRole('tab', { name: 'Reachability' }).click();
  await expect(problems.getByRole('button', { name: 'Add sample workloads' })).toBeVisible();
  await expect(offer).toHaveCount(1);
  await inspector(page).getByRole('tab', { name: 'Path' }).click();
  await problems.getByRole('button', { name: 'Sample workloads are offered beside the verdict.' }).click();
  await expect(offer).toBeFocused();
  await page.keyboard.press('Enter');
  await settled(page);
  await expect(verdict(page)).toContainText('Delivered');
  await expect(offer).toHaveCount(0);
  await page.getByRole('textbox', { name: 'Manifests' }).focus();
  await page.keyboard.press('Control+Z');
  await expect(inspector(page).getByText('All that is missing are the pods')).toBeVisible();
});

test('what stands around YAML in a paste is set aside with a sentence, and the objects are drawn', async ({ page }) => {
  await open(page);
  const [service = '', deployment = '', pod = ''] = OWN.split('---\n');
  const text = `Put this into your cluster:\n\n\`\`\`yaml\n${service}\`\`\`\n\nThen run\n\n$ kubectl apply -f web.yaml\nservice/hello created\n\n\`\`\`yaml\n${deployment}${pod}\`\`\`\n`;
  await paste(page, text);
  const problems = page.getByRole('region', { name: 'Problems' });
  await expect(problems).toContainText('3 objects, 0 errors');
  await expect(problems.getByRole('button', { name: /set aside/i }).first()).toBeVisible();
  await expect(problems).toContainText('without --- before it');
  await expect(verdict(page)).toContainText('Delivered');
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

test('where nobody can be sure of lost indentation it is said why, and the text stays', async ({ page }) => {
  await open(page);
  await paste(page, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\nname: proxy\ndata:\nconf: |\nmode: ipvs\n');
  await page.getByRole('button', { name: 'Re-indent' }).click();
  await expect(page.getByText('What is left has to be indented by hand')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Re-indent' })).toBeVisible();
});
