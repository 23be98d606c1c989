import type { Cursor, Link } from '#worker';
import { actions, appStore, hopsDecidedBy } from '#store';
import { plainText } from '#view';
import { literal } from './markdown-literal.ts';
import { monaco } from './monaco.ts';

const FIELD = monaco.languages.CompletionItemKind.Field;
const VALUE = monaco.languages.CompletionItemKind.Value;
const GO_TO_LINE = 'hopscope.line';
const GO_TO_HOP = 'hopscope.hop';
const OWN = { enabledCommands: [GO_TO_LINE, GO_TO_HOP] };

/** Completion, hovers, definitions and references in both texts. What they say comes from the engine. */
export function helpWithLanguage(): void {
  monaco.editor.registerCommand(GO_TO_LINE, (_, line: unknown) => actions.jumpTo(Number(line)));
  monaco.editor.registerCommand(GO_TO_HOP, (_, hop: unknown) => actions.goTo(Number(hop)));
  monaco.languages.registerCompletionItemProvider('yaml', {
    triggerCharacters: [' ', '{', '['],
    async provideCompletionItems(model, position) {
      const asked = await actions.askEngine({ kind: 'complete', cursor: cursorIn(model, position) });
      const { startColumn } = model.getWordUntilPosition(position);
      const range = new monaco.Range(position.lineNumber, startColumn, position.lineNumber, position.column);
      return {
        suggestions: (asked ?? []).map(({ label, insert, about, kind, needed }, index) => ({
          label: needed && kind === 'field' ? { label, description: 'needed' } : label,
          insertText: insert,
          range,
          kind: kind === 'field' ? FIELD : VALUE,
          documentation: about,
          filterText: label,
          sortText: `${needed ? 0 : 1}${String(index).padStart(4, '0')}`,
          ...(kind === 'field' ? { command: { id: 'editor.action.triggerSuggest', title: 'Suggest' } } : {}),
        })),
      };
    },
  });
  monaco.languages.registerHoverProvider('yaml', {
    async provideHover(model, position) {
      const isManifests = nameOf(model) === 'manifests';
      const [field, links] = await Promise.all([
        actions.askEngine({ kind: 'describe', cursor: cursorIn(model, position) }),
        isManifests ? linksAt(position) : null,
      ]);
      const contents = [
        ...(field === null
          ? []
          : [
              `**${literal(field.path)}** — ${literal(field.holds)}${field.needed ? ', needed' : ''}`,
              ...(field.about === '' ? [] : [literal(field.about)]),
            ]),
        ...(links ?? []).map(linkText),
        ...(isManifests ? hopTexts(position.lineNumber) : []),
      ];
      if (contents.length === 0) return null;
      return { contents: contents.map((value) => ({ value, isTrusted: OWN })) };
    },
  });
  monaco.languages.registerDefinitionProvider('yaml', {
    async provideDefinition(model, position) {
      if (nameOf(model) !== 'manifests') return null;
      const links = await linksAt(position);
      return links.flatMap(({ range, targets }) =>
        targets.map((target) => ({
          uri: model.uri,
          range: rangeOf(target.range),
          originSelectionRange: rangeOf(range),
        })),
      );
    },
  });
  monaco.languages.registerReferenceProvider('yaml', {
    async provideReferences(model, { lineNumber }) {
      if (nameOf(model) !== 'manifests') return null;
      const uses = await actions.askEngine({ kind: 'uses', line: lineNumber });
      return (uses?.places ?? []).map(({ range }) => ({ uri: model.uri, range: rangeOf(range) }));
    },
  });
}

/** Goes to what the line names, or says why there is nowhere to go. */
export async function goToReferenced(
  editor: monaco.editor.ICodeEditor,
  say: (sentence: string) => void,
): Promise<void> {
  const position = editor.getPosition();
  const model = editor.getModel();
  if (!position || !model) return;
  const links = nameOf(model) === 'manifests' ? await linksAt(position) : [];
  const missing = links.find(({ targets }) => targets.length === 0);
  if (links.some(({ targets }) => targets.length > 0))
    editor.trigger('keyboard', 'editor.action.revealDefinition', null);
  else if (missing) say(`These manifests have no ${missing.wanted}.`);
  else say('Nothing on this line names another object.');
}

/** Shows what names the object on the line, or says that nothing does. */
export async function showUses(editor: monaco.editor.ICodeEditor, say: (sentence: string) => void): Promise<void> {
  const position = editor.getPosition();
  const model = editor.getModel();
  if (!position || !model || nameOf(model) !== 'manifests') return;
  const uses = await actions.askEngine({ kind: 'uses', line: position.lineNumber });
  if (uses === null) say('No object stands on this line.');
  else if (uses.places.length === 0) say(`Nothing in these manifests names ${uses.object}.`);
  else editor.trigger('keyboard', 'editor.action.goToReferences', null);
}

/** Where several stand on the line, those at the cursor. */
async function linksAt({ lineNumber, column }: monaco.IPosition): Promise<readonly Link[]> {
  const links = (await actions.askEngine({ kind: 'references', line: lineNumber })) ?? [];
  const here = links.filter(({ range }) => rangeOf(range).containsPosition({ lineNumber, column }));
  return here.length > 0 ? here : links;
}

function linkText({ wanted, targets }: Link): string {
  if (targets.length === 0) return `These manifests have no ${literal(wanted)}.`;
  const places = targets.slice(0, 5).map(({ text, range }) => {
    const line = range.start.line;
    return `[${literal(text)}, line ${line}](command:${GO_TO_LINE}?${encodeURIComponent(JSON.stringify([line]))})`;
  });
  const more = targets.length > 5 ? ` and ${targets.length - 5} more` : '';
  return `Names ${places.join(', ')}${more}`;
}

/** What the line decides in the run that is shown. */
function hopTexts(line: number): readonly string[] {
  const { answer } = appStore.getState().run;
  const hops = hopsDecidedBy(answer, line);
  return hops.slice(0, 4).map((index) => {
    const key = answer?.trace.hops[index]?.key;
    const title = key === undefined ? undefined : answer?.hops[key]?.story.title;
    const words = title === undefined ? '' : `: ${literal(plainText(title))}`;
    return `Decides [hop ${index + 1}](command:${GO_TO_HOP}?${encodeURIComponent(JSON.stringify([index]))})${words}`;
  });
}

function cursorIn(model: monaco.editor.ITextModel, { lineNumber, column }: monaco.IPosition): Cursor {
  const isMark = (line: number) => /^---(\s|$)/.test(model.getLineContent(line));
  let first = lineNumber;
  while (first > 1 && !isMark(first - 1)) first--;
  let last = lineNumber;
  while (last < model.getLineCount() && !isMark(last + 1)) last++;
  const lines = model.getLinesContent().slice(first - 1, last);
  return { text: nameOf(model), lines, line: lineNumber - first, column: column - 1 };
}

function nameOf(model: monaco.editor.ITextModel): Cursor['text'] {
  return model.uri.path === '/scenario.yaml' ? 'scenario' : 'manifests';
}

function rangeOf({ start, end }: Link['range']): monaco.Range {
  return new monaco.Range(start.line, start.column, end.line, end.column);
}
