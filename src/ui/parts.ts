/** Parts that can be fetched ahead of their first drawing: the Lab, which the front page does without, and what draws a result in a link. */
import { missing, prepared } from './late';

const lab = prepared(() => import('./lab/LabPage').catch(() => missing('The Lab')));
const charts = prepared(() => import('./charts/Charts'));
const receivedResult = prepared(() => import('./received/ReceivedResult'));

export const LabPage = lab.Part;
export const Charts = charts.Part;
export const ReceivedResult = receivedResult.Part;

export const { load: loadLab } = lab;
export const { load: loadCharts } = charts;

/** All at once, so that the link's curves wait for one round of requests, not for three. */
export function loadReceivedLab(): Promise<unknown> {
  return Promise.allSettled([lab.load(), charts.load(), receivedResult.load()]);
}
