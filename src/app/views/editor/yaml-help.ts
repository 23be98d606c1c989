import { complete, kindAround, pathTo, shapeAt } from './complete.ts';
import { manifestShape } from './manifest-shape.ts';
import { monaco } from './monaco.ts';
import { scenarioShape } from './scenario-shape.ts';
import { aboutOf, type Shape } from './shape.ts';

/** Completion and hovers in both texts, from small tables of fields. They judge nothing: problems come from the engine. */
export function helpWithYaml(): void {
  monaco.languages.registerCompletionItemProvider('yaml', {
    triggerCharacters: [' '],
    provideCompletionItems(model, { lineNumber, column }) {
      const lines = model.getLinesContent();
      const word = model.getWordUntilPosition({ lineNumber, column });
      const range = new monaco.Range(lineNumber, word.startColumn, lineNumber, word.endColumn);
      const suggestions = complete(shapeOf(model.uri.path, lines, lineNumber), lines, lineNumber - 1, column - 1);
      return {
        suggestions: suggestions.map(({ label, insert, about, kind }) => ({
          label,
          insertText: insert,
          range,
          kind:
            kind === 'field' ? monaco.languages.CompletionItemKind.Field : monaco.languages.CompletionItemKind.Value,
          documentation: about,
        })),
      };
    },
  });
  monaco.languages.registerHoverProvider('yaml', {
    provideHover(model, { lineNumber, column }) {
      const lines = model.getLinesContent();
      const found = /^((?:\s*-\s+|\s)*)([\w./-]+):/.exec(lines[lineNumber - 1] ?? '');
      const [, lead = '', key = ''] = found ?? [];
      if (!found || column <= lead.length || column > lead.length + key.length + 1) return null;
      const path = [...pathTo(lines, lineNumber - 1, lead.length), key];
      const shape = shapeAt(shapeOf(model.uri.path, lines, lineNumber), path);
      const about = shape ? aboutOf(shape) : '';
      return about === '' ? null : { contents: [{ value: about }] };
    },
  });
}

function shapeOf(path: string, lines: readonly string[], lineNumber: number): Shape {
  return path === '/scenario.yaml' ? scenarioShape : manifestShape(kindAround(lines, lineNumber - 1));
}
