/** How far a look on demand is, why it failed, or why it cannot be asked for now. */
import type { Run } from '../../runs/run';
import type { InspectionProgress } from '../../worker/protocol';
import { whyNot } from './inspecting';
import './inspection.css';

interface InspectionNoticeProps {
  run: Run;
  of: InspectionProgress['of'];
  /** Ties the sentence to the buttons that it explains. */
  id: string;
}

export function InspectionNotice({ run, of, id }: InspectionNoticeProps) {
  const { inspection } = run;
  const own = inspection?.of === of ? inspection : null;
  if (own?.state === 'working') {
    return (
      <div className="inspection" id={id}>
        <p className="small" role="status">
          {own.label}
        </p>
        <progress aria-label={own.label} max={1} {...(own.fraction === null ? {} : { value: own.fraction })} />
      </div>
    );
  }
  const sentence = own?.state === 'failed' ? own.label : whyNot(run);
  return (
    <p className={own?.state === 'failed' ? 'small inspection-failed' : 'small soft'} role="status" id={id}>
      {sentence}
    </p>
  );
}
