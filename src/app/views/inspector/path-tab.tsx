import { actions, hopAt, hopIndex, useApp, viewOf } from '#store';
import { Fragments, LayerMark, layerWord } from '#views/common';
import { Instead } from './instead.tsx';
import { OnlyMissing } from './only-missing.tsx';
import { About } from './about.tsx';
import { Beside } from './beside.tsx';
import { DepthSwitch } from './depth-switch.tsx';
import { Distribution } from './distribution.tsx';
import { HopDetails } from './hop-details.tsx';
import { OnwardCalls } from './onward.tsx';
import { RunSteps } from './run-steps.tsx';
import { Stale } from './stale.tsx';
import { Unexpected } from './unexpected.tsx';
import { VerdictBox } from './verdict-box.tsx';

/** The verdict, then everything about the hop where the packet is. */
export function PathTab() {
  const answer = useApp((state) => state.run.answer);
  const index = useApp(hopIndex);
  const hop = hopAt(answer, index);
  const view = viewOf(answer, hop);
  if (!answer || !hop || !view) {
    return <p className="quiet">Send a request, and its way is told here, hop by hop.</p>;
  }
  const pass = answer.trace.passes.find((one) => one.id === hop.pass);
  return (
    <>
      <Stale>
        <VerdictBox verdict={answer.verdict} />
      </Stale>
      <Unexpected />
      <RunSteps answer={answer} />
      <OnwardCalls />
      <Distribution answer={answer} />
      <Beside />
      <OnlyMissing />
      <Instead />
      <About />
      <div className="hop-head">
        <DepthSwitch />
      </div>
      <div className="hop-head">
        <span className="hop-layer" data-layer={hop.layer}>
          <LayerMark layer={hop.layer} /> {layerWord(hop)}
        </span>
        <span className="quiet">
          {hop.way === 'reply' ? 'reply, ' : ''}hop {index + 1} of {answer.trace.hops.length}
        </span>
      </div>
      <h2 className="hop-title">
        <Fragments parts={view.story.title} onObject={actions.inspectObject} onPoint={actions.hoverObject} />
      </h2>
      {view.story.detail.length > 0 ? (
        <p className="quiet">
          <Fragments parts={view.story.detail} onObject={actions.inspectObject} onPoint={actions.hoverObject} />
        </p>
      ) : null}
      {pass && answer.trace.passes.length > 1 ? <p className="faint hop-pass">{pass.label}</p> : null}
      <HopDetails hop={hop} view={view} />
    </>
  );
}
