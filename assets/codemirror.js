// The editor's comfort: CodeMirror over the plain text area that works without it.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdown } from "@codemirror/lang-markdown";
import { defaultHighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";

const LEVELS = { error: "error", warning: "warning", hint: "info" };

// Offsets from the server count code points; CodeMirror counts UTF-16 units.
function units(text, points) {
  let index = 0;
  for (let passed = 0; passed < points && index < text.length; passed += 1) {
    index += text.codePointAt(index) > 0xffff ? 2 : 1;
  }
  return index;
}

// attach(textarea, {nonce, onChange(text)}) → {text(), replace(start, end, words), show(findings), reveal(start, end)}
// start and end are code points, as the server gives them; the text area stays the form's field.
function attach(textarea, { nonce, onChange }) {
  const view = new EditorView({
    state: EditorState.create({
      doc: textarea.value,
      extensions: [
        EditorView.cspNonce.of(nonce || ""),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": textarea.labels?.[0]?.innerText || "正文", lang: "zh-CN" }),
        history(),
        markdown(),
        syntaxHighlighting(defaultHighlightStyle),
        lintGutter(),
        keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap]),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          textarea.value = update.state.doc.toString();
          if (onChange) onChange(textarea.value);
        }),
      ],
    }),
  });
  textarea.hidden = true;
  textarea.after(view.dom);
  const span = (start, end) => {
    const text = view.state.doc.toString();
    return { from: units(text, start), to: Math.max(units(text, start), units(text, end)) };
  };
  return {
    text: () => view.state.doc.toString(),
    replace(start, end, words) {
      view.dispatch({ changes: { ...span(start, end), insert: words } });
    },
    show(findings) {
      const marks = findings
        .filter((finding) => finding.field === "text")
        .map((finding) => ({
          ...span(finding.start, finding.end),
          severity: LEVELS[finding.severity],
          message: finding.message,
          actions:
            finding.fix === null || finding.fix === undefined
              ? []
              : [{ name: "改正", apply: (editor, from, to) => editor.dispatch({ changes: { from, to, insert: finding.fix } }) }],
        }));
      view.dispatch(setDiagnostics(view.state, marks));
    },
    reveal(start, end) {
      const { from, to } = span(start, end);
      view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
      view.focus();
    },
  };
}

window.DeskCodeMirror = { attach };
