import { useEffect, useState } from 'react';
import { actions } from '#store';
import { Dialog } from '#views/common';
import { limitsOf } from './limits.ts';
import './share.css';

/** The link to what is open now: scenario, request and hop. Opening this sends nothing anywhere. */
export function ShareDialog() {
  const [link, setLink] = useState<string | null>(null);
  const [copied, setCopied] = useState<'not yet' | 'copied' | 'failed'>('not yet');
  useEffect(() => {
    void actions.link().then((fragment) => {
      setLink(fragment === null ? null : `${location.href.replace(/#.*$/, '')}${fragment}`);
    });
  }, []);
  const copy = () => {
    if (link === null) return;
    void navigator.clipboard.writeText(link).then(
      () => setCopied('copied'),
      () => setCopied('failed'),
    );
  };
  return (
    <Dialog title="Share link" onClose={() => actions.openDialog(null)}>
      <p className="quiet">
        The link holds the whole scenario and opens at this request and hop. What is behind # is never sent to a server.
      </p>
      <div className="share-row">
        <input
          className="field mono"
          aria-label="Link"
          readOnly
          value={link ?? ''}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" className="button primary" onClick={copy} disabled={link === null}>
          {copied === 'copied' ? 'Copied' : 'Copy'}
        </button>
      </div>
      <output className="visually-hidden">{copied === 'copied' ? 'The link was copied.' : ''}</output>
      {copied === 'failed' ? (
        <p className="bad">The browser did not allow copying; select the link and copy it yourself.</p>
      ) : null}
      {link === null ? null : (
        <>
          <p className="label">{link.length.toLocaleString('en')} characters</p>
          <ul className="limits">
            {limitsOf(link.length).map((one) => (
              <li key={one.place}>
                <b className={one.fits ? 'ok' : 'bad'} aria-hidden="true">
                  {one.fits ? '✓' : '✕'}
                </b>{' '}
                {one.fits ? 'fits' : 'does not fit'} {one.place}{' '}
                <span className="faint">up to {one.most.toLocaleString('en')}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
