import { useState } from 'react';
import { actions, type ShareWish, titleOf, useApp } from '#store';
import type { ShareContent, Shared, ShareHeld } from '#worker';
import { Dialog, DIALOG_TITLES, TakesLong, useCopy } from '#views/common';
import { download, fileNameOf } from './download.ts';
import { FITS_EVERYWHERE, lengthText, limitsOf } from './limits.ts';
import { SecretsPart, UncheckedPart } from './secrets-part.tsx';
import { useShared } from './shared-now.ts';
import { ShorterPart } from './shorter-part.tsx';
import './share.css';

/** The link to what is open now, and the same as files: scenario, request and hop. Opening this sends nothing anywhere. */
export function ShareDialog() {
  const title = useApp((state) => titleOf(state.run.loaded));
  const long = useApp((state) => state.run.long);
  const [wish, setWish] = useState<ShareWish>({ secrets: 'removed', content: 'everything' });
  const [allowed, setAllowed] = useState<'yes' | 'no'>('no');
  const { shared, sentence, age } = useShared(wish);
  const isHeld = shared !== null && shared.unchecked.length > 0 && allowed === 'no';
  const fits = shared?.opens === 'here';
  const link = shared === null || isHeld || !fits ? null : `${location.href.replace(/#.*$/, '')}${shared.fragment}`;
  return (
    <Dialog title={DIALOG_TITLES.share} onClose={() => actions.openDialog(null)}>
      <p className="quiet">
        The link holds {HELD[shared?.holds ?? 'everything']} and opens at this request and hop. What is behind # is
        never sent to a server.
      </p>
      <TakesLong question={long === 'share' ? long : null} onStop={actions.stopLong} />
      {sentence === null ? null : <p className="bad">{sentence}</p>}
      {shared === null ? null : <UncheckedPart unchecked={shared.unchecked} allowed={allowed} onAllow={setAllowed} />}
      <LinkRow
        link={age === 'fresh' ? link : null}
        empty={shared === null && sentence === null ? 'The link is being made …' : ''}
      />
      {shared === null || fits ? null : (
        <p className="share-line">
          <b className="bad" aria-hidden="true">
            ✕
          </b>
          It is larger than any link that this page opens; download it as a file.
        </p>
      )}
      {link === null ? null : <Limits length={link.length} />}
      {shared !== null &&
      fits &&
      shared.offers.length > 0 &&
      (shared.holds !== 'everything' || isLong(shared.offers[0]?.link?.length ?? 0)) ? (
        <ShorterPart
          offers={shared.offers}
          content={age === 'fresh' ? chosenIn(shared) : wish.content}
          onChoose={(content) => setWish({ ...wish, content })}
        />
      ) : null}
      {shared === null ? null : (
        <>
          <SecretsPart shared={shared} secrets={wish.secrets} onChoose={(secrets) => setWish({ ...wish, secrets })} />
          <p className="label">As files, with the same content</p>
          <div className="share-files">
            <button
              type="button"
              className="button"
              disabled={isHeld || age === 'old'}
              onClick={() => download(`${fileNameOf(title)}.scenario.yaml`, shared.scenario)}
            >
              Download scenario
            </button>
            <button
              type="button"
              className="button"
              disabled={isHeld || age === 'old'}
              onClick={() => download(`${fileNameOf(title)}.yaml`, shared.document.manifests)}
            >
              Download manifests
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
}

const HELD: Readonly<Record<ShareHeld, string>> = {
  everything: 'the whole scenario',
  'no remarks': 'the whole scenario, without comments and what servers wrote,',
  'what the request needs': 'only this request and the objects that its way needs,',
  'the request and all objects': 'only this request, with all objects,',
};

/** What was chosen, or what there is instead: a link that holds everything says so, whatever was asked for. */
function chosenIn({ holds }: Shared): ShareContent {
  return holds === 'the request and all objects' ? 'what the request needs' : holds;
}

function isLong(fragment: number): boolean {
  return fragment + location.href.replace(/#.*$/, '').length > FITS_EVERYWHERE;
}

/** The link to select or copy; empty and without effect while there is none. */
function LinkRow({ link, empty }: { readonly link: string | null; readonly empty: string }) {
  const { copy, cameOf } = useCopy();
  const how = cameOf(link);
  return (
    <>
      <div className="share-row">
        <input
          className="field mono"
          aria-label="Link"
          readOnly
          placeholder={empty}
          value={link ?? ''}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button
          type="button"
          className="button primary"
          onClick={() => (link === null ? undefined : copy(link))}
          disabled={link === null}
        >
          {how === 'copied' ? 'Copied' : 'Copy'}
        </button>
      </div>
      <output className="visually-hidden">{how === 'copied' ? 'The link was copied.' : ''}</output>
      {how === 'failed' ? (
        <p className="bad">The browser did not allow copying; select the link and copy it yourself.</p>
      ) : null}
    </>
  );
}

function Limits({ length }: { readonly length: number }) {
  const limits = limitsOf(length);
  return (
    <>
      <p className="label">{lengthText(length)}</p>
      <ul className="limits" aria-label="Where the link fits">
        {limits.map((one) => (
          <li key={one.place}>
            <b className={one.fits ? 'ok' : 'bad'} aria-hidden="true">
              {one.fits ? '✓' : '✕'}
            </b>
            <span>{one.place}</span>
            <span>{one.fits ? 'fits' : 'too long'}</span>
            <span className="faint">
              up to {one.most.toLocaleString('en')}
              <span className="limit-why">: {one.why}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
