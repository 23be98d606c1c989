import type { ShareContent, ShareHeld, ShareOffer } from '#worker';
import { lengthText } from './limits.ts';

const WORDS: Readonly<Record<ShareHeld, string>> = {
  everything: 'Everything',
  'no remarks': 'Without comments, and without what servers wrote (status, managed fields)',
  'what the request needs': 'Only this request, and the objects that its way needs',
  'the request and all objects': 'Only this request, with all objects: it may need any of them',
};

/** Shorter links, each of which was run to see that the request takes the same way. */
export function ShorterPart({
  offers,
  content,
  onChoose,
}: {
  readonly offers: readonly ShareOffer[];
  readonly content: ShareContent;
  readonly onChoose: (content: ShareContent) => void;
}) {
  return (
    <fieldset className="share-shorter">
      <legend className="label">What the link and the files hold</legend>
      {offers.map((one) => (
        <label key={one.content} className="share-check">
          <input
            type="radio"
            name="content"
            checked={content === one.content}
            disabled={one.link === null}
            onChange={() => onChoose(one.content)}
          />
          <span>
            {WORDS[one.link?.holds ?? one.content]}{' '}
            <span className="faint">
              {one.link === null
                ? 'not offered: the request would not run as it does here'
                : lengthText(one.link.length + baseLength())}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** How long a link is before its fragment. */
function baseLength(): number {
  return location.href.replace(/#.*$/, '').length;
}
