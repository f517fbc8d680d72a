/** The Lab, which the front page does without until somebody goes there. */
import { missing, prepared } from '../late';

const { load, Part } = prepared(() => import('./LabPage').catch(() => missing('The Lab')));

export { load as loadLab, Part as LabPage };
