import { useEffect, useRef } from 'react';
import type { Problem } from '#view';
import { monaco } from './monaco.ts';
import type { EditorPaneProps } from './pane-props.ts';
import { helpWithYaml } from './yaml-help.ts';

helpWithYaml();

type Editor = monaco.editor.IStandaloneCodeEditor;

/** Monaco on one text. It is loaded after the picture, and never on a phone. */
export function MonacoPane(props: EditorPaneProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>(null);
  const decorations = useRef<monaco.editor.IEditorDecorationsCollection>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (!host.current) return undefined;
    const created = create(host.current, latest.current.label);
    editor.current = created;
    decorations.current = created.createDecorationsCollection();
    const follow = [
      created.onDidChangeModelContent(({ isFlush }) => {
        const text = created.getValue();
        if (!isFlush && text !== latest.current.value) latest.current.onChange(text);
      }),
      created.onMouseDown(({ target }) => {
        if (target.position) latest.current.onLine(target.position.lineNumber);
      }),
      created.onMouseMove(({ target }) => latest.current.onHover(target.position?.lineNumber ?? null)),
      created.onMouseLeave(() => latest.current.onHover(null)),
    ];
    return () => {
      for (const one of follow) one.dispose();
      created.dispose();
    };
  }, []);

  const { name, label, value, own, dark, lit, problems, jump } = props;
  useEffect(() => {
    const uri = monaco.Uri.parse(`file:///${name}.yaml`);
    const model = monaco.editor.getModel(uri) ?? monaco.editor.createModel(value, 'yaml', uri);
    if (model.getValue() !== value) {
      if (own) replaceText(model, value);
      else model.setValue(value);
    }
    if (editor.current?.getModel() !== model) editor.current?.setModel(model);
    editor.current?.updateOptions({ ariaLabel: label });
  }, [name, label, value, own]);

  useEffect(() => {
    monaco.editor.setTheme(dark ? 'hopscope-dark' : 'hopscope-light');
  }, [dark]);

  useEffect(() => {
    decorations.current?.set(
      lit.map((line) => ({
        range: new monaco.Range(line, 1, line, 1),
        options: { isWholeLine: true, className: 'lit-line', linesDecorationsClassName: 'lit-edge' },
      })),
    );
    const [first] = lit;
    if (first !== undefined && !editor.current?.hasTextFocus())
      editor.current?.revealLineInCenterIfOutsideViewport(first, monaco.editor.ScrollType.Immediate);
  }, [lit, name]);

  useEffect(() => {
    const model = editor.current?.getModel();
    if (model) monaco.editor.setModelMarkers(model, 'hopscope', problems.flatMap(markerOf));
  }, [problems, name, value]);

  useEffect(() => {
    if (!jump || !editor.current) return;
    editor.current.revealLineInCenter(jump.line, monaco.editor.ScrollType.Immediate);
    editor.current.setPosition({ lineNumber: jump.line, column: 1 });
    editor.current.focus();
  }, [jump]);

  return <div className="monaco-host nokey" ref={host} />;
}

/** One step, which undo takes back. */
function replaceText(model: monaco.editor.ITextModel, text: string): void {
  model.pushStackElement();
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
  model.pushStackElement();
}

function create(host: HTMLElement, label: string): Editor {
  return monaco.editor.create(host, {
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
    glyphMargin: false,
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
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
  });
}

const SEVERITIES = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
} as const;

function markerOf(found: Problem): readonly monaco.editor.IMarkerData[] {
  if (!found.place) return [];
  const { start, end } = found.place.range;
  return [
    {
      severity: SEVERITIES[found.severity],
      message: found.sentence,
      startLineNumber: start.line,
      startColumn: start.column,
      endLineNumber: end.line,
      endColumn: end.line === start.line ? Math.max(end.column, start.column + 1) : end.column,
    },
  ];
}
