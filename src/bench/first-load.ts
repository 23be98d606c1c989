import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** Brotli bytes of what the built page loads before its first picture: scripts and styles of index.html and the engine's worker. `null` without a build. */
export function firstLoadBytes(dist: string): number | null {
  if (!existsSync(join(dist, 'index.html'))) return null;
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const named = Array.from(page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g), ([, path = '']) => path);
  const assets = readdirSync(join(dist, 'assets'));
  const workers = assets.filter((name) => name.startsWith('engine.worker-')).map((name) => `assets/${name}`);
  return [...new Set([...named, ...workers])].reduce(
    (sum, path) => sum + brotliCompressSync(readFileSync(join(dist, path))).length,
    0,
  );
}
