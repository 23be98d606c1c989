import { useApp } from '#store';

/** What this run took for granted, and what would change it; then the settings in force. */
export function Assumed() {
  const assumed = useApp((state) => state.run.answer?.trace.assumed);
  const loaded = useApp((state) => state.run.loaded);
  return (
    <>
      {assumed && assumed.length > 0 ? (
        <>
          <p className="quiet">The manifests do not say this; the verdict depends on it.</p>
          <ul className="plain-list assumed">
            {assumed.map((one) => (
              <li key={one.key}>
                {one.sentence}
                {one.change === '' ? null : <span className="quiet"> {one.change}</span>}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="quiet">Nothing on this way was assumed.</p>
      )}
      <h3 className="label">Settings in force</h3>
      <table className="settings">
        <tbody>
          {loaded?.settings.map((one) => (
            <tr key={one.key}>
              <th scope="row">{one.key}</th>
              <td>
                <code>{one.value}</code>
              </td>
              <td className="faint">{one.assumed ? 'assumed' : 'stated'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
