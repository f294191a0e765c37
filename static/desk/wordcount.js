// The browser's 字数 counter: the same as publicity/checks/length.py, held to it by tests/checks/length_vectors.json.
// countText(text) → {word_count, characters, characters_no_spaces, paragraphs} of plain text, as Word shows them.

const LETTERS =
  "A-Za-z0-9\\u00aa\\u00b5\\u00ba\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02af" +
  "\\u0370-\\u0373\\u0376-\\u0377\\u037b-\\u037d\\u037f\\u0386\\u0388-\\u0481\\u048a-\\u052f\\u1e00-\\u1fff";
const SPACES = " \\t\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000";
const UNCOUNTED =
  "\\u0000-\\u0008\\u000a-\\u001f\\u007f-\\u009f\\u00ad\\u0300-\\u036f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f" +
  "\\u20d0-\\u20ff\\ufe00-\\ufe0f\\ufeff\\ufff9-\\ufffc\\ud800-\\udfff\\u{e0000}-\\u{e01ef}";
const RUN = new RegExp(`[${LETTERS}][${LETTERS}.,:%/\\-_@]*`, "gu");
const SINGLE = new RegExp(`[^\\u0021-\\u007e${LETTERS}${SPACES}${UNCOUNTED}]`, "gu");
const SPACE = new RegExp(`[${SPACES}]`, "gu");
const DROPPED = new RegExp(`[${UNCOUNTED}]`, "gu");

const times = (text, pattern) => (text.match(pattern) || []).length;

export function countText(text) {
  const characters = Array.from(text).length - times(text, DROPPED);
  const lines = text.split(/[\r\n]+/).filter((line) => line.replace(DROPPED, "").replace(SPACE, "") !== "");
  return {
    word_count: times(text, SINGLE) + times(text, RUN),
    characters,
    characters_no_spaces: characters - times(text, SPACE),
    paragraphs: lines.length,
  };
}

// What a reader sees of a Markdown text: markup replaced by HIDDEN, same length (publicity/checks/visible.py).
const HIDDEN = "\u200b";
const SPANS = [
  /^ {0,3}(?:`{3,}|~{3,})[^\n]*$/gm,
  /<!--(?:(?!-->|<!--)[^])*-->/g,
  /<\/?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>\n]*)?\/?>/g,
  /!\[[^\[\]\n]*\]\((?:[^()\n]|\([^()\n]*\))*\)/g,
  /^ {0,3}\[[^\[\]\n]+\]:[ \t]+\S+[^\n]*$/gm,
  /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)$/gm,
  /^ {0,3}\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$/gm,
  /^ {0,3}#{1,6}(?:[ \t]+|$)/gm,
  /^(?: {0,3}>[ \t]?)+/gm,
  /^[ \t]*[-*+][ \t]+(?=\S)/gm,
  /\\(?=[!-/:-@\[-`{-~])/g,
];
const LINK = /(\[)[^\[\]\n]*(\]\((?:[^()\n]|\([^()\n]*\))*\))/g;
const AUTOLINK = /(<)(?:https?:\/\/|mailto:)[^<>\s]+(>)/g;
const CODE = /(?<!`)(`+)(?!`)[^`\n]+(?<!`)(\1)(?!`)/g;
const TABLE_ROW = /^[ \t]*\|[^\n]*\|[ \t]*$/gm;
const CLOSING_HASHES = /(?<=[ \t])#+[ \t]*$/gm;
const EMPHASIS = /\*+|_+|~~|\n[ \t]*\n/g;
const isWord = (char) => /[\p{L}\p{N}]/u.test(char);
const isSpace = (char) => /\s/.test(char);

function hide(shown, start, end) {
  for (let at = start; at < end; at += 1) if (!/[\r\n]/.test(shown[at])) shown[at] = HIDDEN;
}

function flanks(text, start, end) {
  const before = start ? text[start - 1] : " ";
  const after = end < text.length ? text[end] : " ";
  const opens = !isSpace(after) && (isWord(after) || isSpace(before) || !isWord(before));
  const closes = !isSpace(before) && (isWord(before) || isSpace(after) || !isWord(after));
  if (text[start] !== "_") return [opens, closes];
  return [opens && !(closes && isWord(before)), closes && !(opens && isWord(after))];
}

function hideEmphasis(text, shown) {
  let waiting = [];
  for (const match of text.matchAll(EMPHASIS)) {
    const [start, end, mark] = [match.index, match.index + match[0].length, match[0][0]];
    if (mark === "\n") {
      waiting = [];
      continue;
    }
    if (shown[start] === HIDDEN || (start && text[start - 1] === "\\")) continue;
    const [opens, closes] = flanks(text, start, end);
    const partner = closes ? waiting.findLastIndex((run) => run.mark === mark) : -1;
    if (partner >= 0) {
      const run = waiting[partner];
      const width = Math.min(end - start, run.end - run.start);
      hide(shown, run.end - width, run.end);
      hide(shown, start, start + width);
      waiting = waiting.slice(0, partner);
    } else if (opens) {
      waiting.push({ mark, start, end });
    }
  }
}

export function visibleText(text) {
  const shown = text.split("");
  for (const pattern of SPANS) {
    for (const match of text.matchAll(pattern)) hide(shown, match.index, match.index + match[0].length);
  }
  for (const pattern of [LINK, AUTOLINK, CODE]) {
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      hide(shown, match.index, match.index + match[1].length);
      hide(shown, end - match[2].length, end);
    }
  }
  for (const match of text.matchAll(TABLE_ROW)) {
    for (let at = match.index; at < match.index + match[0].length; at += 1) if (text[at] === "|") shown[at] = HIDDEN;
  }
  for (const match of text.matchAll(CLOSING_HASHES)) {
    const line = text.slice(text.lastIndexOf("\n", match.index - 1) + 1, match.index);
    if (line.trimStart().startsWith("#")) hide(shown, match.index, match.index + match[0].length);
  }
  hideEmphasis(text, shown);
  return shown.join("");
}

export const countMarkdown = (text) => countText(visibleText(text));
