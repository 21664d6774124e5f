// @ts-check
/** Python's words in colours: enough to read a short program by, no more. */

const KEYWORDS = "False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|" +
  "from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield|match|case";

const WORDS = new RegExp(
  [
    /(?<comment>#[^\n]*)/,
    /(?<string>(?:\b[rbfuRBFU]{1,2})?(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))/,
    /(?<number>\b(?:0[xXoObB][\da-fA-F_]+|\d[\d_]*\.?[\d_]*(?:[eE][+-]?\d+)?j?))/,
    new RegExp(`(?<keyword>\\b(?:${KEYWORDS})\\b)`),
    /(?<name>[\p{L}_][\p{L}\p{N}_]*)/u,
  ].map((part) => part.source).join("|"),
  "gu",
);

/**
 * @param {string} code
 * @returns {(string | HTMLElement)[]} the same text, its strings, numbers, comments and keywords each in a span
 */
export function highlighted(code) {
  /** @type {(string | HTMLElement)[]} */
  const parts = [];
  let done = 0;
  for (const match of code.matchAll(WORDS)) {
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
    if (!kind || kind === "name") continue;
    parts.push(code.slice(done, match.index));
    const span = document.createElement("span");
    span.className = `nn-code-${kind}`;
    span.textContent = match[0];
    parts.push(span);
    done = match.index + match[0].length;
  }
  // A last, empty line has a height only if something stands in it.
  parts.push(code.slice(done) + "\n");
  return parts;
}
