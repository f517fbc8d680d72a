/** The first chart's data from the reports of the default sweep: counts at the two ends of every run. Pure. */
import { withChanges } from '../../experiment/fields';
import { writeLink } from '../../experiment/link';
import type { ExperimentReport } from '../../record/report';
import type { AnswerChart, AnswerPictures } from '../../runs/answer';

const DIGITS = 4;

/** Throws where a run says nothing of its ends, or where two were evaluated on different numbers of images: they cannot stand in one chart. */
export function shapesChart(
  reports: readonly ExperimentReport[],
  sweep: string,
  pictures: Pick<AnswerPictures, 'file' | 'side' | 'count' | 'rows'>,
  views: { file: string; rows: number },
): AnswerChart {
  const [first] = reports as [ExperimentReport];
  const { tasks, images, config } = first;
  const days = reports.map(({ date }) => date.slice(0, 10)).sort();
  return {
    id: 'shapes',
    link: sweep.replace(/&seeds=\d+/, ''),
    madeBy: [...new Set(reports.map(({ madeBy }) => madeBy))].join(', '),
    device: [...new Set(reports.map(({ device }) => `${device.backend} (${device.adapter})`))].join(', '),
    from: days[0]!,
    to: days.at(-1)!,
    trainImages: images.probeTrain,
    testImages: images.probeTest,
    steps: config.steps,
    images: images.train,
    tasks: tasks.map(({ name, classNames }) => ({ name, classes: classNames.length })),
    runs: reports.map((report) => {
      const { config: experiment, ends, reconstruction } = report;
      const name = writeLink(withChanges(experiment, {}));
      if (!ends || !reconstruction) throw new Error(`The run ${name} was made before both ends of a run were evaluated. Make it again.`);
      const { probeTrain, probeTest } = report.images;
      if (probeTrain !== images.probeTrain || probeTest !== images.probeTest) throw new Error(`The run ${name} was evaluated on ${probeTest} images, others on ${images.probeTest}. Make it again.`);
      const counts = (of: 'untrained' | 'trained') => tasks.map((task) => ends[of].correct[task.name]!);
      const explained = (of: 'untrained' | 'trained') => [brief(reconstruction[of].luminance), brief(reconstruction[of].colour)] as const;
      return {
        width: experiment.width,
        seed: experiment.seed,
        untrained: counts('untrained'),
        trained: counts('trained'),
        explained: { untrained: explained('untrained'), trained: explained('trained') },
      };
    }),
    pictures,
    views,
  };
}

function brief(value: number): number {
  return Number(value.toFixed(DIGITS));
}
