import { actions } from '#store';
import { goToReferenced, showUses } from './language-help.ts';
import { monaco } from './monaco.ts';

export type CodeEditor = monaco.editor.IStandaloneCodeEditor;

/** Monaco in an element, with the page's undo and the ways out of it. */
export function createEditor(host: HTMLElement, label: string, describedBy: string): CodeEditor {
  const editor = monaco.editor.create(host, {
    model: null,
    ariaLabel: label,
    automaticLayout: true,
    editContext: false,
    fontFamily: '"IBM Plex Mono", ui-monospace, Menlo, Consolas, monospace',
    fontSize: 12,
    lineHeight: 18,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    overviewRulerLanes: 0,
    hideCursorInOverviewRuler: true,
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 6,
    glyphMargin: true,
    folding: true,
    tabSize: 2,
    insertSpaces: true,
    detectIndentation: false,
    wordBasedSuggestions: 'off',
    acceptSuggestionOnEnter: 'smart',
    quickSuggestions: { other: true, comments: false, strings: true },
    unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true },
    padding: { top: 8, bottom: 8 },
    fixedOverflowWidgets: true,
    guides: { indentation: false },
    bracketPairColorization: { enabled: false },
    wordWrap: 'on',
    wrappingIndent: 'deepIndent',
    // Where a reader would: after spaces and commas, in a path after a slash, in a name after a dash.
    wordWrapBreakAfterCharacters: ' \t,/-',
    wordWrapBreakBeforeCharacters: '',
    scrollbar: {
      vertical: 'visible',
      horizontal: 'auto',
      verticalScrollbarSize: 10,
      horizontalScrollbarSize: 10,
      useShadows: false,
    },
    hover: { above: false },
  });
  // The field is made anew with each text.
  editor.onDidChangeModel(() => host.querySelector('textarea')?.setAttribute('aria-describedby', describedBy));
  takeUndo(editor);
  takeLargePastes(editor, host);
  addJumps(editor);
  leaveByEscape(editor, host);
  return editor;
}

/** The page has one undo for text, settings and requests; Monaco's own would know the text only. */
function takeUndo(editor: CodeEditor): void {
  const { KeyCode, KeyMod } = monaco;
  editor.addCommand(KeyMod.CtrlCmd | KeyCode.KeyZ, () => void actions.undo());
  editor.addCommand(KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyZ, () => void actions.redo());
  editor.addCommand(KeyMod.CtrlCmd | KeyCode.KeyY, () => void actions.redo());
}

/** Texts are large from this many characters on. */
export const LARGE = 20_000;
/** Longer ones do not wrap: each of their lines would be measured while the page waits. */
const WRAPPED_UP_TO = 200_000;

/** Before a text of so many characters comes into the editor. */
export function wrapFor(editor: CodeEditor, length: number): void {
  editor.updateOptions({ wordWrap: length <= WRAPPED_UP_TO ? 'on' : 'off' });
}

/**
 * A long text pasted over everything becomes the model's whole text: Monaco's own paste counts as an edit of every line,
 * and takes several times as long. It is shown from its beginning.
 */
function takeLargePastes(editor: CodeEditor, host: HTMLElement): void {
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const model = editor.getModel();
    const selected = editor.getSelection();
    if (text.length < LARGE || !model || !selected || !model.getFullModelRange().equalsRange(selected)) return;
    event.preventDefault();
    event.stopPropagation();
    wrapFor(editor, text.length);
    model.setValue(text);
    editor.setPosition({ lineNumber: 1, column: 1 });
    editor.setScrollTop(0);
  };
  host.addEventListener('paste', paste, true);
  editor.onDidDispose(() => host.removeEventListener('paste', paste, true));
}

interface MessageController extends monaco.editor.IEditorContribution {
  showMessage(sentence: string, position: monaco.IPosition): void;
}

function addJumps(editor: CodeEditor): void {
  const say = (sentence: string) => {
    const messages = editor.getContribution<MessageController>('editor.contrib.messageController');
    const position = editor.getPosition();
    if (position) messages?.showMessage(sentence, position);
  };
  // Monaco's own keys for it begin with Ctrl+K, which is the page's.
  editor.addCommand(monaco.KeyCode.F1, () => editor.trigger('keyboard', 'editor.action.showHover', {}));
  editor.addAction({
    id: 'hopscope.goToReferenced',
    label: 'Go to the object named here',
    keybindings: [monaco.KeyCode.F12],
    run: (at) => goToReferenced(at, say),
  });
  editor.addAction({
    id: 'hopscope.showUses',
    label: 'Show what names this object',
    keybindings: [monaco.KeyMod.Shift | monaco.KeyCode.F12],
    run: (at) => showUses(at, say),
  });
}

/** Tab indents; after Escape it leaves, once. */
function leaveByEscape(editor: CodeEditor, host: HTMLElement): void {
  editor.onKeyDown(({ keyCode }) => {
    const isTab = keyCode === monaco.KeyCode.Tab || keyCode === monaco.KeyCode.Shift;
    if (keyCode === monaco.KeyCode.Escape) {
      // Escape that closes a list of suggestions or a search does only that.
      const isBusy = document.querySelector('.suggest-widget.visible, .find-widget.visible, .peekview-widget') !== null;
      editor.updateOptions({ tabFocusMode: !isBusy });
      host.toggleAttribute('data-leaving', !isBusy);
    } else if (!isTab) stay();
  });
  editor.onDidBlurEditorWidget(stay);
  function stay(): void {
    if (!host.hasAttribute('data-leaving')) return;
    editor.updateOptions({ tabFocusMode: false });
    host.removeAttribute('data-leaving');
  }
}
