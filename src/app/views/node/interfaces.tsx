import type { NodeInside } from '#view';
import { count } from '#views/common';
import { Part } from './part.tsx';

/** The node's interfaces as its CNI makes them. */
export function Interfaces({ inside }: { readonly inside: NodeInside }) {
  const { shown, more } = inside.interfaces;
  return (
    <Part title="Interfaces" commands={inside.commands.interfaces}>
      <table className="node-table">
        <thead>
          <tr>
            <th scope="col">name</th>
            <th scope="col">addresses</th>
            <th scope="col">MTU</th>
            <th scope="col">for</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ name, addresses, mtu, pod, note }) => (
            <tr key={`${name} ${pod ?? ''}`}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>
                <code>{addresses.join(' ')}</code>
              </td>
              <td>{mtu ?? ''}</td>
              <td>
                {pod === null ? note : `pod ${pod}`}
                {pod !== null && note !== '' ? `, ${note}` : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 ? (
        <p className="faint">and {count(more, 'more interface')}, of pods that this run does not meet</p>
      ) : null}
    </Part>
  );
}
