import type { Shared, SharedSecret, UncheckedLines } from '#worker';
import { count } from '#views/common';

/** What was taken out of the link and the files, and the switch that keeps it in. */
export function SecretsPart({
  shared,
  secrets,
  onChoose,
}: {
  readonly shared: Shared;
  readonly secrets: 'removed' | 'kept';
  readonly onChoose: (secrets: 'removed' | 'kept') => void;
}) {
  const found = shared.secrets;
  if (found.length === 0)
    return shared.unchecked.length > 0 ? null : (
      <p className="share-line">
        <b className="ok" aria-hidden="true">
          ✓
        </b>
        No Secret values, tokens, keys or passwords were found in it.
      </p>
    );
  return (
    <section className="share-secrets" aria-label="Secrets">
      <p className="share-line">
        {secrets === 'removed' ? (
          <>
            <b className="ok" aria-hidden="true">
              ✓
            </b>
            {count(found.length, 'secret')} {found.length === 1 ? 'is' : 'are'} left out of the link and the files.
          </>
        ) : (
          <>
            <b className="bad" aria-hidden="true">
              ⚠
            </b>
            <span className="bad">
              {count(found.length, 'secret')} {found.length === 1 ? 'is' : 'are'} in the link and the files. Whoever
              gets them can read {found.length === 1 ? 'it' : 'them'}.
            </span>
          </>
        )}
      </p>
      <FoundList found={found} />
      {secrets === 'removed' && shared.runs === 'otherwise' ? (
        <p className="share-line">
          <b className="warn" aria-hidden="true">
            ⚠
          </b>
          Without them the request does not run as it does here.
        </p>
      ) : null}
      <label className="share-check">
        <input
          type="checkbox"
          checked={secrets === 'kept'}
          onChange={(event) => onChoose(event.currentTarget.checked ? 'kept' : 'removed')}
        />
        Keep them in: I want others to read them
      </label>
    </section>
  );
}

/** All of them: whoever shares has to see each. Many scroll. */
function FoundList({ found }: { readonly found: readonly SharedSecret[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it may scroll, so keys have to reach it
    <ul className="share-found" aria-label="Secrets found" tabIndex={0}>
      {found.map((one, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two of one line may be alike in everything but their place
        <li key={index}>
          <span className="share-what">{one.what}</span> <span className="mono">{placeOf(one)}</span>{' '}
          <span className="faint">
            {one.source}, line {one.line}
          </span>
        </li>
      ))}
    </ul>
  );
}

function placeOf({ object, field, named }: SharedSecret): string {
  const at = [object ?? '', field].filter((one) => one !== '').join(' ');
  return named === null ? at : `${at} (${named})`;
}

/** Lines in which nobody can say that there is no secret. */
export function UncheckedPart({
  unchecked,
  allowed,
  onAllow,
}: {
  readonly unchecked: readonly UncheckedLines[];
  readonly allowed: 'yes' | 'no';
  readonly onAllow: (allowed: 'yes' | 'no') => void;
}) {
  if (unchecked.length === 0) return null;
  return (
    <section className="share-secrets" aria-label="Lines that could not be checked">
      <p className="share-line">
        <b className="warn" aria-hidden="true">
          ⚠
        </b>
        <span>
          {unchecked.map((one) => linesOf(one)).join('; ')} could not be read as YAML. Tokens and keys of known shape
          were looked for there, but a secret may be left.
        </span>
      </p>
      <label className="share-check">
        <input
          type="checkbox"
          checked={allowed === 'yes'}
          onChange={(event) => onAllow(event.currentTarget.checked ? 'yes' : 'no')}
        />
        I looked at these lines: share all the same
      </label>
    </section>
  );
}

function linesOf({ source, first, last }: UncheckedLines): string {
  const lines = first === last ? `line ${first}` : `lines ${first} to ${last}`;
  return `${source === 'manifests' ? 'Manifests' : 'Scenario'}, ${lines},`;
}
