/** What a line of a paste is that is no YAML. */
export type ForeignKind = 'fence' | 'code' | 'shell' | 'output' | 'prose';

/** How the sentence about such lines names them: one line, and several. */
export const FOREIGN_NAMES: Readonly<Record<ForeignKind, readonly [one: string, many: string]>> = {
  fence: ['a Markdown fence', 'Markdown fences'],
  code: ['code of another language', 'code of another language'],
  shell: ['a shell command', 'shell commands'],
  output: ['output of a command', 'output of a command'],
  prose: ['text around the manifests', 'text around the manifests'],
};

const FENCE = /^ {0,3}(?:`{3,}|~{3,})[ \t]*([\w+-]*)/;

/** The language of a Markdown fence, empty text without one; `null` where the line is none. */
export function fenceLanguage(text: string): string | null {
  return FENCE.exec(text)?.[1]?.toLowerCase() ?? null;
}

/** Whether a fenced block of this language may hold manifests. */
export function isManifestLanguage(language: string): boolean {
  return ['', 'yaml', 'yml', 'json', 'k8s', 'kubernetes', 'manifest', 'text', 'txt'].includes(language);
}

const COMMANDS =
  'kubectl|oc|cat|tee|echo|curl|wget|helm|kustomize|minikube|k3d|docker|podman|sudo|nslookup|dig|ping|ssh|export|cd|ls|vim|nano|git|istioctl|linkerd|cilium|calicoctl|iptables|conntrack|tcpdump|grep|sed|awk|jq|yq|mkdir|rm';
const COMMAND = new RegExp(`^(?:[A-Z_][A-Z0-9_]*=\\S* )*(?:${COMMANDS})(?: +(?![:=])\\S.*)?$`);
const PROMPT = /^(?:[$%❯➜] ?|[\w.-]+@[\w.-]+[^$#%]{0,60}[$#%] |\[[\w.-]+@[^\]]+\][$#] |PS [A-Z]:\\[^>]*> ?)\S/;

export function isShellLine(text: string): boolean {
  const line = text.trim();
  return PROMPT.test(line) || COMMAND.test(line);
}

/** The words that end the here-documents which a shell line opens. */
export function hereWords(text: string): readonly string[] {
  return [...text.matchAll(/<<-?\s*\\?["']?([A-Za-z_]\w*)["']?/g)].map((match) => match[1] ?? '');
}

const APPLIED =
  /^[\w.-]+\/[\w.:-]+ (?:created|configured|unchanged|deleted|patched|labeled|annotated|exposed|scaled|restarted|replaced|serverside-applied)(?: \((?:server )?dry run\))?$|^(?:[\w.-]+) "[\w.-]+" (?:created|configured|unchanged|deleted)(?: from \S+ namespace)?$/;
const SAID =
  /^(?:Error from server(?: \(\w+\))?: |error: |Warning: |No resources found|Error: |The \w+ "[^"]*" is invalid)/;

/** Whether a line is what kubectl says after it did something, or could not. */
export function isOutputLine(text: string): boolean {
  const line = text.trim();
  return APPLIED.test(line) || SAID.test(line);
}

/** The head of a table as `kubectl get` prints it: words in capitals, columns apart. */
export function isTableHead(text: string): boolean {
  return /^(?:NAMESPACE\s+)?(?:NAME|LAST SEEN|CURRENT)(?:\s{2,}[A-Z][A-Z0-9()/%_-]*(?: [A-Z][A-Z0-9()/%_-]*)*)+\s*$/.test(
    text.trim(),
  );
}

/** A row of such a table: at least two columns apart. */
export function isTableRow(text: string): boolean {
  return /\S\s{2,}\S/.test(text.trim()) && !isKeyLine(text);
}

/** The beginning of what `kubectl describe` prints: the name, its value far to the right, and a word it goes on with. */
export function isDescribeHead(text: string, next: string): boolean {
  return /^Name:\s{2,}\S/.test(text) && /^[A-Z][A-Za-z -]*:(?:\s{2,}\S|\s*$)/.test(next);
}

/** A key as top levels of manifests have them: one word that begins small, a colon, a blank. */
export function isKeyLine(text: string): boolean {
  return /^\s*(?:- +)*(?:"[^"]+"|'[^']+'|[a-z_0-9][\w./-]*):(?:\s|$)/.test(text);
}

/** An entry of a list in prose: a dash and a sentence. */
export function isBullet(text: string): boolean {
  return /^\s*[-*•] /.test(text) && !isKeyLine(text) && !/^\s*- *["'{[]/.test(text) && words(text).length >= 3;
}

/** Whether a line reads as a sentence, a heading or another part of a text, and cannot be a line of a manifest. */
export function isSentence(text: string): boolean {
  return (
    words(text).length >= 3 ||
    /^[A-Z][a-z]+(?: [^:]*)?$/.test(text) ||
    /^\s*(?:\*\*|[*•] |\||\d+[.)] |<!--|<\w+>)/.test(text)
  );
}

function words(text: string): readonly string[] {
  return text
    .replace(/(?:^|\s)#.*$/, '')
    .split(/\s+/)
    .filter((word) => /^[("'“*_]*\p{L}/u.test(word));
}
