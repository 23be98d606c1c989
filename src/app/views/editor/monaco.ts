import * as monaco from 'monaco-editor/editor';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/gotoSymbol/register';
import 'monaco-editor/editor/contrib/gotoSymbol/browser/goToCommands';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/placeholderText/register';
import 'monaco-editor/features/referenceSearch/register';
import 'monaco-editor/features/suggest/register';
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import 'monaco-editor/languages/definitions/yaml/register';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';

declare global {
  interface Window {
    MonacoEnvironment?: { getWorker(): Worker };
  }
}

globalThis.window.MonacoEnvironment = { getWorker: () => new EditorWorker() };

const RULES = {
  light: [
    { token: 'type', foreground: '2563a8' },
    { token: 'string', foreground: '1d2320' },
    { token: 'string.yaml', foreground: '1d2320' },
    { token: 'number', foreground: 'a84c06' },
    { token: 'keyword', foreground: '7446ab' },
    { token: 'comment', foreground: '666f69' },
  ],
  dark: [
    { token: 'type', foreground: '7db1ee' },
    { token: 'string', foreground: 'e6eae6' },
    { token: 'string.yaml', foreground: 'e6eae6' },
    { token: 'number', foreground: 'f0a061' },
    { token: 'keyword', foreground: 'b794ea' },
    { token: 'comment', foreground: '929c95' },
  ],
};

/** Words that are alike are framed: a ground behind them would take contrast from their colours. */
const WORDS = {
  'editor.wordHighlightBackground': '#00000000',
  'editor.wordHighlightBorder': '#8b948d',
  'editor.wordHighlightStrongBackground': '#00000000',
  'editor.wordHighlightStrongBorder': '#8b948d',
  'editor.wordHighlightTextBackground': '#00000000',
  'editor.wordHighlightTextBorder': '#8b948d',
};

monaco.editor.defineTheme('hopscope-light', {
  base: 'vs',
  inherit: true,
  rules: RULES.light,
  colors: {
    'editor.background': '#fcfcfa',
    'editor.foreground': '#1d2320',
    'editorLineNumber.foreground': '#666f69',
    'editorLineNumber.activeForeground': '#1d2320',
    'scrollbarSlider.background': '#8b948d44',
    'scrollbarSlider.hoverBackground': '#8b948d77',
    'scrollbar.shadow': '#00000000',
    'editor.lineHighlightBackground': '#00000000',
    'editor.lineHighlightBorder': '#00000000',
    ...WORDS,
  },
});

monaco.editor.defineTheme('hopscope-dark', {
  base: 'vs-dark',
  inherit: true,
  rules: RULES.dark,
  colors: {
    'editor.background': '#181c1a',
    'editor.foreground': '#e6eae6',
    'editorLineNumber.foreground': '#929c95',
    'editorLineNumber.activeForeground': '#e6eae6',
    'scrollbarSlider.background': '#8b948d44',
    'scrollbarSlider.hoverBackground': '#8b948d77',
    'scrollbar.shadow': '#00000000',
    'editor.lineHighlightBackground': '#00000000',
    'editor.lineHighlightBorder': '#00000000',
    ...WORDS,
  },
});

export { monaco };
