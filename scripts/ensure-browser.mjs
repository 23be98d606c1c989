// Makes sure that the browser tests have a Chromium: the one named by CHROMIUM_PATH, Debian's, or Playwright's own.
// Installs one where it can, else says in one sentence what to do.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const system = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const present = () => existsSync(system) || existsSync(chromium.executablePath());

/** @param {string} command @param {string[]} words */
const run = (command, ...words) =>
  spawnSync(command, words, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status ===
  0;

const asRootOnDebian = existsSync('/etc/debian_version') && process.getuid?.() === 0;
if (!present() && asRootOnDebian) {
  run('apt-get', 'update', '-qq');
  run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium');
}
if (!present()) run('npx', 'playwright', 'install', 'chromium');
if (!present()) {
  console.error(
    'The browser tests need Chromium: run `npx playwright install --with-deps chromium`, or set CHROMIUM_PATH to an installed one.',
  );
  process.exit(1);
}
