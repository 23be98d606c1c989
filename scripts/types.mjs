// Runs the compiler once per environment, all at the same time, and prints what each has to say.
// An environment without files yet (TS18003) is passed over, so that a new tree can be checked.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

const environments = [
  'src/engine/tsconfig.json',
  'src/engine/tsconfig.test.json',
  'src/app/tsconfig.json',
  'src/app/tsconfig.worker.json',
  'src/app/tsconfig.test.json',
  'src/cli/tsconfig.json',
  'src/bench/tsconfig.json',
  'src/kernel/tsconfig.json',
  'tsconfig.json',
];
const chosen = process.argv.slice(2);
const tsc = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'bin/tsc');

/** @param {string} project @returns {Promise<{ project: string; code: number; text: string }>} */
function check(project) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [tsc, '-p', project, '--pretty', 'false'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      text += String(chunk);
    });
    child.on('close', (code) => {
      const empty = text.includes('TS18003');
      resolve({ project, code: empty ? 0 : (code ?? 1), text: empty ? '' : text });
    });
  });
}

/** @type {Map<string, string[]>} */
const said = new Map();
let failed = false;
for (const { project, code, text } of await Promise.all(
  environments.filter((path) => chosen.length === 0 || chosen.some((word) => path.includes(word))).map(check),
)) {
  if (code !== 0) failed = true;
  for (const line of text.split('\n').filter(Boolean)) said.set(line, [...(said.get(line) ?? []), project]);
}
// A file that is part of several environments says the same thing several times; once is enough.
for (const [line, projects] of said) console.log(line.startsWith(' ') ? line : `${line}  [${projects.join(', ')}]`);
process.exitCode = failed ? 1 : 0;
