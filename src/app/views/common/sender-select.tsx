import type { SenderChoice } from '#view';

const GROUPS: readonly (readonly [SenderChoice['group'], string])[] = [
  ['outside', 'Outside'],
  ['workloads', 'Workloads'],
  ['pods', 'Pods'],
  ['nodes', 'Nodes'],
  ['samples', 'Once sample workloads are added'],
];

/** Whom a request can come from, grouped; one that is not there stays as it is written. */
export function SenderSelect({
  id,
  senders,
  more,
  value,
  describedBy,
  onChange,
}: {
  readonly id: string;
  readonly senders: readonly SenderChoice[] | undefined;
  /** How many there are that are not listed. */
  readonly more: number | undefined;
  readonly value: string;
  readonly describedBy?: string | undefined;
  readonly onChange: (ref: string) => void;
}) {
  const known = senders?.some((one) => one.ref === value) ?? false;
  return (
    <select
      id={id}
      className="field"
      title={value}
      aria-describedby={describedBy}
      aria-invalid={describedBy !== undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {known ? null : <option value={value}>{shortName(value)}</option>}
      {GROUPS.map(([group, label]) => {
        const own = senders?.filter((one) => one.group === group) ?? [];
        if (own.length === 0) return null;
        return (
          <optgroup key={group} label={label}>
            {own.map((one) => (
              <option key={one.ref} value={one.ref}>
                {one.label}
              </option>
            ))}
          </optgroup>
        );
      })}
      {more === undefined || more === 0 ? null : (
        <option disabled>{`and ${more.toLocaleString('en')} more: write one into the scenario`}</option>
      )}
    </select>
  );
}

/** The name alone, and of a drawn pod name its beginning and end: `web…x2x4z`. */
function shortName(ref: string): string {
  const name = ref.split('/').at(-1) ?? ref;
  return name.replace(/-[a-z0-9]{6,10}-([a-z0-9]{5})$/, '…$1');
}
