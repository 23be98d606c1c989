/** A text and the path of the file that it stood in. */
export interface NamedText {
  readonly path: string;
  readonly text: string;
}

/** Manifests of several files as one text: documents, each file under a comment with its name. */
export function joinFiles(files: readonly NamedText[]): string {
  return files
    .map(({ path, text }, index) => {
      const plain = text.replace(/^\uFEFF/, '');
      const mark = index === 0 || plain.startsWith('---') ? '' : '---\n';
      return `${mark}# ${path}\n${plain}${plain.endsWith('\n') ? '' : '\n'}`;
    })
    .join('');
}
