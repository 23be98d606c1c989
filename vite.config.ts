import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { manifestSchema } from './scripts/schema-plugin.mjs';

// Nothing pasted leaves the page: it may load and talk to its own origin only. Monaco and React Flow set styles on
// elements, hence 'unsafe-inline' for styles; workers that libraries start may be blobs.
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The policy is part of the built page only: the development server needs inline scripts and a socket. */
function injectPolicy(): Plugin {
  return {
    name: 'hopscope:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** Fails the build when the first picture would wait for the editor: only a dynamic import may lead to Monaco. */
function keepEditorLazy(): Plugin {
  return {
    name: 'hopscope:keep-editor-lazy',
    apply: 'build',
    generateBundle(_, bundle) {
      const waiting = Object.values(bundle).flatMap((one) =>
        one.type === 'chunk' && one.isEntry ? [one.fileName] : [],
      );
      const first = new Set(waiting);
      for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        const chunk = bundle[name];
        if (chunk?.type !== 'chunk') continue;
        const heavy = chunk.moduleIds.find((id) => /node_modules[\\/]monaco-/.test(id));
        if (heavy) this.error(`the first load contains the editor: ${name} has ${heavy}`);
        waiting.push(...chunk.imports.filter((one) => !first.has(one)));
        for (const one of chunk.imports) first.add(one);
      }
    },
  };
}

/**
 * A second copy of js-yaml for what writes YAML: a module stands in one chunk with all that any chunk uses of it, and the
 * writer would come with the first picture, which only reads.
 */
function writeYamlLater(): Plugin {
  return {
    name: 'hopscope:write-yaml-later',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (source !== 'js-yaml' || importer?.endsWith('/print-yaml.ts') !== true) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      return found && `${found.id}?writer`;
    },
  };
}

export default defineConfig({
  // Relative addresses: the built folder works at any path of any static server.
  base: './',
  plugins: [react(), manifestSchema(), injectPolicy(), keepEditorLazy()],
  worker: {
    format: 'es',
    plugins: () => [manifestSchema(), writeYamlLater()],
    rolldownOptions: {
      // No module of the engine, nor of its packages, does anything by being imported: what the first part of the engine
      // does not use goes with the rest.
      treeshake: {
        moduleSideEffects: (id) => !/[\\/](?:src[\\/]engine|node_modules[\\/](?:js-yaml|fflate))[\\/]/.test(id),
      },
    },
  },
  build: {
    // The full texts of the licences of everything that the page contains.
    license: { fileName: 'licenses.md' },
    modulePreload: { polyfill: false },
    // Monaco is one lazy chunk of 3 MB, which is known and never part of the first load.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      checks: { bundlerTimings: false },
      output: {
        codeSplitting: {
          groups: [
            // Else it lands beside Monaco, and the first load with it.
            { name: 'preload', test: /vite[\\/]preload-helper/, priority: 3 },
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 2 },
            { name: 'monaco', test: /node_modules[\\/](monaco-[\w-]+|vscode-[\w-]+)[\\/]/, priority: 1 },
          ],
        },
      },
    },
  },
  optimizeDeps: {
    exclude: ['monaco-editor'],
    include: ['react', 'react-dom/client'],
  },
});
