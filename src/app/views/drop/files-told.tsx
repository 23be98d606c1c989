import { actions, useApp } from '#store';

/** What became of the files that were opened, for as long as their text is open. */
export function FilesTold() {
  const sentence = useApp(({ file, document }) => (file.told?.document === document.id ? file.told.sentence : null));
  return (
    <output className="files-told">
      {sentence === null ? null : (
        <>
          <span>{sentence}</span>
          <button type="button" className="button" onClick={() => actions.closeFilesTold()}>
            Close
          </button>
        </>
      )}
    </output>
  );
}
