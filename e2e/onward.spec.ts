import { expect, test } from '@playwright/test';
import { currentHop, open, paste, settled, verdict } from './page.ts';

const workload = (name: string, port: number, env = '') => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
      - name: main
        image: example/${name}
        ports: [{containerPort: ${port}}]
${env}---
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {app: ${name}}, ports: [{name: grpc, port: ${port}}]}
---
`;
const told = (name: string, value: string) => `        env: [{name: ${name}, value: "${value}"}]\n`;
const SHOP = `${workload('desk', 9000, told('BASKET_ADDR', 'basket:7070'))}${workload('basket', 7070, told('STORE_ADDR', 'memory:6379'))}${workload('memory', 6379)}`;

test('a run goes on to whom each receiver is told of, as one run', async ({ page }) => {
  await open(page);
  await paste(page, SHOP);
  await page.getByRole('combobox', { name: 'URL, name or address' }).fill('desk:9000');
  await page.getByLabel('Method or protocol').selectOption('TCP');
  await page.getByLabel('From', { exact: true }).selectOption('deployment/default/memory');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await settled(page);
  const onward = page.getByRole('region', { name: 'Go on from here' });
  await expect(onward).toContainText('desk is told of');
  await onward.getByRole('button', { name: 'basket:7070' }).click();
  await settled(page);
  await expect(onward).toContainText('basket is told of');
  await onward.getByRole('button', { name: 'memory:6379' }).click();
  await settled(page);
  await expect(page.getByRole('region', { name: 'Requests of this run' }).getByRole('listitem')).toHaveCount(3);
  await expect(verdict(page)).toContainText('Delivered');
  await expect(currentHop(page)).toBeVisible();
  await expect(onward).toHaveCount(0);
});
