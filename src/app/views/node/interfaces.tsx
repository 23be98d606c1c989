import type { NodeInside } from '#view';
import { count } from '#views/common';
import { Part } from './part.tsx';

/** The node's interfaces as its CNI makes them. */
export function Interfaces({ inside }: { readonly inside: NodeInside }) {
  const { shown, more } = inside.interfaces;
  return (
    <Part title="Interfaces" node={inside.node} commands={inside.commands.interfaces}>
      <ul className="node-lines">
        {shown.map(({ name, addresses, mtu, pod, note }) => (
          <li key={`${name} ${pod ?? ''}`}>
            <span>
              <code>{name}</code>
              {addresses.length === 0 ? null : <code className="node-address">{addresses.join(' ')}</code>}
              {mtu === null ? null : <span className="faint"> MTU {mtu}</span>}
            </span>
            <span className="faint">
              {[pod === null ? '' : `pod ${pod}`, note].filter((one) => one !== '').join(', ')}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 ? (
        <p className="faint">and {count(more, 'more interface')}, of pods that this run does not meet</p>
      ) : null}
    </Part>
  );
}
