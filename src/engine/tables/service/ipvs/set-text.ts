/** One set of the kernel, as `ipset list` tells of it. */
export interface SetView {
  readonly name: string;
  readonly type: string;
  readonly revision: number;
  readonly header: string;
  /** `null`: not known, as a hash grows. */
  readonly bytes: number | null;
  /** How many rules read it. */
  readonly references: number;
  readonly members: readonly string[];
}

/** `ipset list NAME`. */
export function setText({ name, type, revision, header, bytes, references, members }: SetView): string {
  const lines = [
    `Name: ${name}`,
    `Type: ${type}`,
    `Revision: ${revision}`,
    `Header: ${header}`,
    `Size in memory: ${bytes ?? 'BYTES'}`,
    `References: ${references}`,
    `Number of entries: ${members.length}`,
    'Members:',
    ...members,
  ];
  return `${lines.join('\n')}\n`;
}
