import { run } from './run.ts';

/** Whoever reads the output may stop reading (`| head`): that is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const result = run(process.argv.slice(2));
for (const complaint of result.complaints) process.stderr.write(`${complaint}\n`);
process.exitCode = result.exitCode;
if (result.output !== '') process.stdout.write(`${result.output}\n`);
