/** A truth as Go reads it (strconv.ParseBool): these spellings and no others; `null` where it would refuse. */
export function goBoolean(text: string): boolean | null {
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text)) return false;
  return null;
}

/**
 * Whether a flag of a component is on. One that is left out, or that the component would refuse to start with, is as by
 * default; `--name=` is read as `--name`.
 */
export function isFlagOn(flag: string | undefined, byDefault: 'on' | 'off'): boolean {
  if (flag === '') return true;
  return (flag === undefined ? null : goBoolean(flag)) ?? byDefault === 'on';
}
