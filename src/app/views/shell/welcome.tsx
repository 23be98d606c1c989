import { useEffect } from 'react';
import { actions, appStore, type AppState, useApp } from '#store';

/** What this is and what to press first; away for good once somebody did it, or closed it. */
export function Welcome() {
  const shown = useApp((state) => state.preferences.welcome === 'shown' && state.run.loaded !== null);
  const empty = useApp((state) => state.document.manifests.trim() === '');
  useEffect(() => {
    if (!shown) return undefined;
    return appStore.subscribe((state, before) => {
      if (isUsed(state, before)) actions.prefer({ welcome: 'away' });
    });
  }, [shown]);
  if (empty) {
    return (
      <p className="welcome">
        Nothing is here yet. Paste manifests, or the output of <code>kubectl get all,ingress,netpol -o yaml</code>, into
        the editor; or open a scenario of the{' '}
        <button type="button" className="in-text" onClick={() => actions.openDialog('gallery')}>
          gallery
        </button>
        .
      </p>
    );
  }
  if (!shown) return null;
  return (
    <div className="welcome">
      <p>
        Hopscope follows one request through a cluster. Press <b>Play</b> or <kbd>→</kbd> to follow the packet; paste
        your own manifests into the editor. Nothing you paste leaves this page.
      </p>
      <button type="button" className="button plain" onClick={() => actions.prefer({ welcome: 'away' })}>
        Got it
      </button>
    </div>
  );
}

/** Whether somebody moved the playhead, paused what plays, or edited the text. */
function isUsed(state: AppState, before: AppState): boolean {
  if (state.document.manifests !== before.document.manifests) return state.document.from === 'own';
  if (state.run.answer !== before.run.answer || state.player === before.player) return false;
  const [now, was] = [state.player, before.player];
  if (now.t !== was.t) return !now.playing && !was.playing;
  return now.playing !== was.playing;
}
