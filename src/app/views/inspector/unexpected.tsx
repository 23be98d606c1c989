import { useApp } from '#store';
import type { Unexpected as Difference } from '#view';

/** What was expected of the saved request and of its steps, and is otherwise. */
export function Unexpected() {
  const chip = useApp(({ run: { asked, loaded } }) =>
    asked?.kind === 'saved' ? loaded?.requests.find((one) => one.name === asked.name) : undefined,
  );
  const wrong = [chip, ...(chip?.steps ?? [])].flatMap((one) =>
    one?.expected === false ? [{ name: one.name, differences: one.unexpected ?? [] }] : [],
  );
  if (wrong.length === 0) return null;
  return (
    <section className="unexpected" aria-label="Not as expected">
      <h2 className="label">
        <i aria-hidden="true" /> Not as expected
      </h2>
      <ul>
        {wrong.flatMap(({ name, differences }) =>
          differences.length === 0
            ? [<li key={name}>{name}: it was not sent.</li>]
            : differences.map((one) => (
                <li key={`${name} ${one.key}`}>
                  {wrong.length > 1 ? `${name}: ` : ''}
                  {sentence(one)}
                </li>
              )),
        )}
      </ul>
    </section>
  );
}

function sentence({ key, expected, actual }: Difference): string {
  return key === 'unsupported' ? `${expected}: ${actual}.` : `${key} should be ${expected}, and is ${actual}.`;
}
