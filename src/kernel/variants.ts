import type { Session } from '#engine';
import { underSetting } from '#engine';
import type { LoadableMode } from './rules.ts';
import { isLoadable } from './rules.ts';

export interface Variant {
  readonly mode: LoadableMode;
  readonly session: Session;
}

/** A scenario in the proxy mode that it states, in every mode that can be loaded if it states none; a sentence if its mode cannot be. */
export function variantsOf(text: string, session: Session): readonly Variant[] | string {
  const { settings } = session.cluster;
  const { mode } = settings.serviceProxy;
  if (!isLoadable(mode)) return `${mode} rules cannot be loaded as text`;
  if (settings.origins.get('serviceProxy.mode')?.kind !== 'default') return [{ mode, session }];
  return (['iptables', 'nftables'] as const).flatMap((other) => {
    const changed = other === mode ? session : underSetting({ text, session }, 'serviceProxy', other);
    return changed === null ? [] : [{ mode: other, session: changed }];
  });
}
