/** Behind keys and dashes, where a value may begin with a bracket. */
const FLOW = /^\s*(?:-\s+)*(?:[^\s#"'[{][^#]*?:\s+|"[^"]*"\s*:\s+|'[^']*'\s*:\s+)?(?:[&!]\S+\s+)*(?=[[{])/;
const BLOCK = /^(\s*).*[|>][+-]?\d?\s*(?:#.*)?$/;

/** The offset of the bracket or brace that is still open at an offset, the innermost; `null` if all are closed. */
export function openBracket(text: string, until: number): number | null {
  let at = 0;
  while (at < until) {
    const line = lineAt(text, at);
    const flow = FLOW.exec(line);
    if (flow !== null) {
      const end = closing(text, at + flow[0].length, until);
      if (end.open !== null) return end.open;
      at = end.at;
    } else {
      const block = BLOCK.exec(line);
      at += line.length + 1;
      if (block !== null) at = behindBlock(text, at, block[1]?.length ?? 0);
    }
  }
  return null;
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end);
}

function behindBlock(text: string, from: number, indent: number): number {
  let at = from;
  while (at < text.length) {
    const line = lineAt(text, at);
    if (line.trim() !== '' && line.search(/\S/) <= indent) return at;
    at += line.length + 1;
  }
  return at;
}

/** Goes on from a bracket to the end of the line in which the last one is closed, or says which stays open. */
function closing(text: string, from: number, until: number): { readonly open: number | null; readonly at: number } {
  const open: number[] = [];
  for (let at = from; at < until; at++) {
    const unit = text[at] ?? '';
    if (unit === '[' || unit === '{') open.push(at);
    else if (unit === ']' || unit === '}') {
      open.pop();
      if (open.length === 0) return { open: null, at: at + lineAt(text, at).length + 1 };
    } else if ((unit === '"' || unit === "'") && /[\s,:[{]/.test(text[at - 1] ?? ' ')) {
      const end = text.indexOf(unit, at + 1);
      at = end < 0 ? until : end;
    } else if (unit === '#' && /\s/.test(text[at - 1] ?? ' ')) at += lineAt(text, at).length;
  }
  return { open: open.at(-1) ?? null, at: until };
}
