import { StreamLanguage } from '@codemirror/language';
import { yaml as yamlMode } from '@codemirror/legacy-modes/mode/yaml';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import { useTheme } from '@material-ui/core/styles';
import type { DefinitionFault } from '@pilothouse/plugin-platform-common';
import CodeMirror, { type ReactCodeMirrorRef } from '@uiw/react-codemirror';
import { useEffect, useMemo, useRef } from 'react';

const yaml = StreamLanguage.define(yamlMode);

/** A definition as YAML, with what is wrong marked at its lines. */
export function DefinitionEditor(props: {
  label: string;
  text: string;
  faults: readonly DefinitionFault[];
  /** A line to go to, begins with 1; another object each time. */
  goTo: { readonly line: number } | undefined;
  onChange: (text: string) => void;
}) {
  const { label, faults, goTo } = props;
  const editor = useRef<ReactCodeMirrorRef>(null);
  const { type } = useTheme().palette;
  const extensions = useMemo(
    () => [
      yaml,
      lintGutter(),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    ],
    [label],
  );
  useEffect(() => {
    const view = editor.current?.view;
    view?.dispatch(setDiagnostics(view.state, diagnosticsOf(view, faults)));
  }, [faults]);
  useEffect(() => {
    const view = editor.current?.view;
    if (!view || !goTo) return;
    const { from } = lineAt(view, goTo.line);
    view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    view.focus();
  }, [goTo]);
  return (
    <CodeMirror
      ref={editor}
      value={props.text}
      height="70vh"
      theme={type}
      extensions={extensions}
      onChange={props.onChange}
    />
  );
}

function lineAt({ state: { doc } }: EditorView, line: number) {
  return doc.line(Math.min(Math.max(line, 1), doc.lines));
}

function diagnosticsOf(
  view: EditorView,
  faults: readonly DefinitionFault[],
): Diagnostic[] {
  return faults.map(({ line, message }) => {
    const { from, to } = lineAt(view, line);
    return { from, to, severity: 'error', message };
  });
}
