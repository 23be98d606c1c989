import { useEffect, useId, useRef, useState } from 'react';
import { appStore, asShown } from '#store';
import { type CodeEditor, createEditor, LARGE, wrapFor } from './create-editor.ts';
import { helpWithLanguage } from './language-help.ts';
import { lineSigns, showMarkers } from './markers.ts';
import { monaco } from './monaco.ts';
import type { EditorPaneProps } from './pane-props.ts';
import { keepPlace, placeKept, takeJump } from './place-kept.ts';
import { editBetween } from './text-edit.ts';

helpWithLanguage();

const views = new Map<string, monaco.editor.ICodeEditorViewState | null>();

/** Monaco on one text. It is loaded after the picture, and never on a phone. */
export function MonacoPane(props: EditorPaneProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<CodeEditor>(null);
  const decorations = useRef<monaco.editor.IEditorDecorationsCollection>(null);
  // What the light editor showed already is not shown again.
  const revealed = useRef(placeKept(props.name) === null ? 0 : props.hop);
  const [byKeyboard, setByKeyboard] = useState(false);
  const hintId = useId();
  /** The document whose text is here. */
  const shown = useRef<string | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    const created = createEditor(element, latest.current.label, hintId);
    editor.current = created;
    decorations.current = created.createDecorationsCollection();
    let lastKey = '';
    const tell = afterLargeTexts(() => {
      const text = asShown(created.getValue());
      if (text !== textOf(latest.current.name)) latest.current.onChange(text);
    });
    const note = (event: Event) => {
      lastKey = event instanceof KeyboardEvent ? event.key : '';
      tell.owed();
    };
    addEventListener('keydown', note, true);
    addEventListener('pointerdown', note, true);
    const follow = [
      created.onDidChangeModelContent(({ isFlush }) => {
        setByKeyboard(false);
        if (isFlush && (created.getModel()?.getValueLength() ?? 0) >= LARGE) tell.soon();
        else tell.now();
      }),
      created.onMouseDown(({ target }) => {
        if (target.position) latest.current.onLine(target.position.lineNumber);
      }),
      created.onMouseMove(({ target }) => latest.current.onHover(target.position?.lineNumber ?? null)),
      created.onMouseLeave(() => latest.current.onHover(null)),
      created.onDidFocusEditorText(() => setByKeyboard(lastKey === 'Tab')),
      created.onDidBlurEditorText(() => setByKeyboard(false)),
      created.onDidScrollChange(() => keepLooked(created, latest.current.name)),
    ];
    return () => {
      removeEventListener('keydown', note, true);
      removeEventListener('pointerdown', note, true);
      for (const one of follow) one.dispose();
      tell.owed();
      views.set(latest.current.name, created.saveViewState());
      created.dispose();
    };
  }, [hintId]);

  const { name, label, value, hint, dark, lit, hop, problems, jump } = props;
  useEffect(() => {
    // A render that typing has overtaken shows an older text; the newer one is on its way.
    if (value !== textOf(name) || !editor.current) return;
    const uri = monaco.Uri.parse(`file:///${name}.yaml`);
    const model = monaco.editor.getModel(uri) ?? createModel(value, uri);
    const { id } = appStore.getState().document;
    const isOther = shown.current !== null && shown.current !== id;
    shown.current = id;
    wrapFor(editor.current, value.length);
    const applied = applyText(editor.current, model, value);
    if (editor.current.getModel() !== model) show(editor.current, model);
    if (isOther && applied === 'changed') {
      toBeginning(editor.current);
      // Its run begins at its first hop.
      revealed.current = 0;
    }
  }, [name, value]);

  useEffect(() => {
    editor.current?.updateOptions({ ariaLabel: label, placeholder: hint });
  }, [label, hint]);

  useEffect(() => {
    monaco.editor.setTheme(dark ? 'hopscope-dark' : 'hopscope-light');
  }, [dark]);

  useEffect(() => {
    const [first] = lit;
    const isNew = revealed.current !== hop;
    revealed.current = hop;
    if (isNew && first !== undefined && !editor.current?.hasTextFocus())
      editor.current?.revealLineInCenterIfOutsideViewport(first, monaco.editor.ScrollType.Immediate);
  }, [lit, hop, name]);

  useEffect(() => {
    decorations.current?.set(lineSigns(lit, problems));
    const model = editor.current?.getModel();
    if (model) showMarkers(model, problems);
  }, [lit, problems, name, value]);

  useEffect(() => {
    if (!jump || !editor.current?.getModel() || !takeJump(jump)) return;
    const position = { lineNumber: jump.line, column: 1 };
    editor.current.setPosition(position);
    editor.current.revealLineInCenter(jump.line, monaco.editor.ScrollType.Immediate);
    editor.current.focus();
  }, [jump, name, value]);

  return (
    <>
      <div className="monaco-host nokey" ref={host} />
      <p className={byKeyboard ? 'editor-hint' : 'visually-hidden'} id={hintId}>
        Tab indents. Escape, then Tab leaves the editor; Ctrl+M lets Tab always leave. F1 explains a field, F12 goes to
        what a line names, Shift+F12 to what names it.
      </p>
    </>
  );
}

/**
 * Tells the page of a text: at once, or where the editor was busy with a large one in a task of its own, so that none of
 * the two keeps the page waiting. What is owed is told before the next key or press.
 */
function afterLargeTexts(tellNow: () => void) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const now = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    tellNow();
  };
  return {
    now,
    soon() {
      timer ??= setTimeout(now, 0);
    },
    owed() {
      if (timer !== null) now();
    },
  };
}

/** What the page holds now, as it is shown: a text that differs in line ends alone is not told as typed. */
function textOf(name: EditorPaneProps['name']): string {
  const { manifests, rest } = appStore.getState().document;
  return asShown(name === 'manifests' ? manifests : rest);
}

/** Makes the model's text the page's by the smallest edit, so that caret, scroll and folds stay. */
function applyText(editor: CodeEditor, model: monaco.editor.ITextModel, text: string): 'changed' | 'same' {
  // Offsets are counted in line ends of one character.
  if (model.getEOL() !== '\n') model.setEOL(monaco.editor.EndOfLineSequence.LF);
  const edit = editBetween(model.getValue(), text);
  if (!edit) return 'same';
  const range = monaco.Range.fromPositions(model.getPositionAt(edit.start), model.getPositionAt(edit.end));
  model.applyEdits([{ range, text: edit.text }]);
  if (editor.getModel() !== model || !editor.hasTextFocus()) return 'changed';
  const end = model.getPositionAt(edit.start + edit.text.length);
  editor.setPosition(end);
  editor.revealPositionInCenterIfOutsideViewport(end, monaco.editor.ScrollType.Immediate);
  return 'changed';
}

/** Where a document that was opened is read from. */
function toBeginning(editor: CodeEditor): void {
  editor.setPosition({ lineNumber: 1, column: 1 });
  editor.setScrollPosition({ scrollTop: 0, scrollLeft: 0 }, monaco.editor.ScrollType.Immediate);
}

/** Puts a text into the editor where it was looked at last. */
function show(editor: CodeEditor, model: monaco.editor.ITextModel): void {
  const before = editor.getModel();
  if (before) views.set(textName(before), editor.saveViewState());
  editor.setModel(model);
  const name = textName(model);
  const view = views.get(name) ?? null;
  const place = placeKept(name);
  if (view) editor.restoreViewState(view);
  else if (place) {
    editor.setPosition({ lineNumber: place.caret, column: 1 });
    editor.setScrollTop(editor.getTopForLineNumber(place.top), monaco.editor.ScrollType.Immediate);
  }
}

function keepLooked(editor: CodeEditor, name: string): void {
  const top = editor.getVisibleRanges()[0]?.startLineNumber ?? 1;
  keepPlace(name, { top, caret: editor.getPosition()?.lineNumber ?? 1 });
}

function textName(model: monaco.editor.ITextModel): string {
  return model.uri.path.slice(1, -'.yaml'.length);
}

/** Colours for pairs of brackets are counted over the whole text at once, which a large paste would wait for. */
function createModel(value: string, uri: monaco.Uri): monaco.editor.ITextModel {
  const model = monaco.editor.createModel(value, 'yaml', uri);
  model.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
  return model;
}
