import { useApp } from '#store';

const LONG = 140;

/** What the scenario says about itself: paragraphs, with the bold and code of Markdown; all else stays text. Folded where long. */
export function About() {
  const description = useApp((state) => state.run.loaded?.description.trim() ?? '');
  if (description === '') return null;
  return (
    <details className="about" open={description.length <= LONG} key={description}>
      <summary>
        <span className="label">About this scenario</span>
      </summary>
      {description.split(/\n\s*\n/).map((paragraph) => (
        <p key={paragraph}>
          {paragraph.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part, at) => (
            <Part key={`${String(at)} ${part}`} text={part} />
          ))}
        </p>
      ))}
    </details>
  );
}

function Part({ text }: { readonly text: string }) {
  if (/^`.+`$/s.test(text)) return <code>{text.slice(1, -1)}</code>;
  if (/^\*\*.+\*\*$/s.test(text)) return <strong>{text.slice(2, -2)}</strong>;
  return text;
}
